import type { AddressKind } from '../../../domain/vocabulary.ts';
import type { Database } from '../../database/connection.ts';
import type { Address } from '../address.ts';
import { createCensusBatch } from './census-batch.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { createNominatim } from './nominatim.ts';
import { createPelias } from './pelias.ts';
import { PoliteHttp } from './polite-http.ts';
import type { Provider, ProviderAnswer, ProviderId } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { readAllowedKinds } from './provider-permissions-read-model.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { Question } from './question.ts';
import { readQuestion } from './question.ts';

/** An address a provider may be asked about. */
export interface AddressToAsk {
  /** What its answer is kept under; see `addressKey`. */
  readonly key: string;
  /** Whose address it is: permission is given by kind. */
  readonly kind: AddressKind;
  readonly address: Address;
}

/**
 * What became of an address: an answer; `refused`: its kind may not go there; `unaskable`: no provider could answer it
 * (see {@link readQuestion}); `unanswered`: it was sent, and no answer came that can be read. Only what has an answer or
 * is `unanswered` left this machine.
 */
export type GateAnswer = ProviderAnswer | 'refused' | 'unaskable' | 'unanswered';

interface OpenProvider {
  readonly provider: Provider;
  readonly http: PoliteHttp;
}

/**
 * The one way on which addresses leave this machine. It asks the database which kinds may go to the provider, sends those
 * and no others, and asks again before every single request, repeats included: what an administrator forbids stops at
 * once. One gate serves the whole process, as it keeps each provider's pace.
 */
export class OutgoingGate {
  readonly #database: Database;
  readonly #settings: ProviderSettings;
  readonly #clock: Clock;
  readonly #open = new Map<ProviderId, OpenProvider>();

  constructor(database: Database, settings: ProviderSettings, clock: Clock = systemClock) {
    this.#database = database;
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Most addresses in one call of `ask`. Throws {@link SetupError} where the provider's settings are missing. */
  largestBatch(id: ProviderId): number {
    return this.#provider(id).provider.largestBatch;
  }

  /**
   * What the provider answers, in the order of the addresses. Throws {@link ProviderError} where it does not answer or
   * permission is taken back meanwhile, {@link SetupError} where its settings are missing, or the signal's reason.
   */
  async ask(
    id: ProviderId,
    addresses: readonly AddressToAsk[],
    signal?: AbortSignal,
  ): Promise<readonly GateAnswer[]> {
    const { provider, http } = this.#provider(id);
    const allowed = await readAllowedKinds(this.#database.knex, id);
    const kinds = new Set<AddressKind>();
    const questions: Question[] = [];
    const outcomes = addresses.map(({ kind, address }): 'refused' | 'unaskable' | number => {
      if (!allowed.has(kind)) return 'refused';
      const question = readQuestion(address);
      if (question === null) return 'unaskable';
      kinds.add(kind);
      return questions.push(question) - 1;
    });
    if (questions.length > provider.largestBatch) throw new Error(`${id} takes fewer addresses at once.`);
    const beforeEachTry = () => this.#insistOnPermission(provider, kinds);
    const answers =
      questions.length === 0
        ? []
        : await provider.ask(questions, {
            send: (request, read) => http.send(request, read, { signal, beforeEachTry }),
          });
    return outcomes.map((at) => (typeof at === 'string' ? at : rounded(answers[at] ?? null)));
  }

  async #insistOnPermission({ id, name }: Provider, kinds: ReadonlySet<AddressKind>): Promise<void> {
    const allowed = await readAllowedKinds(this.#database.knex, id);
    for (const kind of kinds) {
      if (allowed.has(kind)) continue;
      throw new ProviderError(
        `${name} was forbidden ${kind} addresses meanwhile: no more were sent. Run the same again for what is still allowed.`,
      );
    }
  }

  #provider(id: ProviderId): OpenProvider {
    const known = this.#open.get(id);
    if (known !== undefined) return known;
    const provider = createProvider(id, this.#settings);
    const opened = { provider, http: new PoliteHttp(provider, this.#clock) };
    this.#open.set(id, opened);
    return opened;
  }
}

function createProvider(id: ProviderId, settings: ProviderSettings): Provider {
  switch (id) {
    case 'census':
      return createCensusBatch(settings);
    case 'nominatim':
      return createNominatim(settings);
    case 'pelias':
      return createPelias(settings);
  }
}

function rounded(answer: ProviderAnswer | null): GateAnswer {
  if (answer === null) return 'unanswered';
  return answer.outcome === 'found' ? { ...answer, score: Math.round(answer.score * 100) / 100 } : answer;
}
