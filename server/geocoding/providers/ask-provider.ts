import type { Database } from '../../database/connection.ts';
import type { AddressToAsk, GateAnswer, OutgoingGate } from './outgoing-gate.ts';
import type { ProviderId } from './provider.ts';
import type { KeyedAnswer } from './provider-answer-store.ts';
import { saveAnswers } from './provider-answer-store.ts';
import { readAnsweredKeys } from './provider-answers-read-model.ts';
import { ProviderError } from './provider-error.ts';
import { readAllowedKinds } from './provider-permissions-read-model.ts';

export interface AskRequest {
  readonly database: Database;
  readonly gate: OutgoingGate;
  readonly provider: ProviderId;
  readonly addresses: AsyncIterable<AddressToAsk>;
  /** Asks anew for what the provider did not know when it was asked before: its data may have grown. */
  readonly again?: boolean;
  /** Called after each answer is kept. */
  readonly onProgress?: (counts: AskCounts) => void;
  /** Aborting ends the run; the answers until then are kept. */
  readonly signal?: AbortSignal;
}

/** What became of the addresses. All but `asked` add up to the addresses given. */
export interface AskCounts {
  /** Sent to the provider: found, several, none and unanswered together. */
  asked: number;
  found: number;
  several: number;
  none: number;
  /** Sent, but no answer came that can be read: asked again by the next run. */
  unanswered: number;
  /** Answered before, or the same address twice. */
  fromCache: number;
  refusedByPermission: number;
  /** Without a house number, or without a place: no provider could answer. */
  unaskable: number;
}

/** Addresses looked up among the answers at once. */
const CHUNK = 1000;
/** A provider that gives no readable answer to so many of the first ones does not speak its own language. */
const MOST_WITHOUT_ANSWER = 10;

/**
 * Asks a provider about addresses that it was not asked about before, and keeps what it answers: each batch before the
 * next is sent, so that a run that is killed goes on where it was when it is started again. Throws what
 * {@link OutgoingGate.ask} throws.
 */
export async function askProvider(request: AskRequest): Promise<AskCounts> {
  const { gate, provider, addresses, signal } = request;
  const counts: AskCounts = {
    asked: 0,
    found: 0,
    several: 0,
    none: 0,
    unanswered: 0,
    fromCache: 0,
    refusedByPermission: 0,
    unaskable: 0,
  };
  const largestBatch = gate.largestBatch(provider);
  const askedNow = new Set<string>();
  const pending = new Map<string, AddressToAsk>();
  const sendUpTo = async (left: number) => {
    while (pending.size > left) {
      signal?.throwIfAborted();
      await askBatch(request, counts, take(pending, largestBatch));
    }
  };
  for await (const chunk of chunksOf(addresses, CHUNK)) {
    for (const address of await stillToAsk(request, counts, chunk, askedNow)) {
      if (pending.has(address.key) || askedNow.has(address.key)) counts.fromCache += 1;
      else pending.set(address.key, address);
      if (request.again === true) askedNow.add(address.key);
    }
    await sendUpTo(largestBatch - 1);
  }
  await sendUpTo(0);
  return counts;
}

/**
 * Those of the addresses that have no answer yet and may be asked. The gate refuses by itself; counting here what it would
 * refuse fills the batches with what may go.
 */
async function stillToAsk(
  { database, provider, again = false }: AskRequest,
  counts: AskCounts,
  chunk: readonly AddressToAsk[],
  askedNow: ReadonlySet<string>,
): Promise<AddressToAsk[]> {
  const keys = chunk.map(({ key }) => key);
  const answered = await readAnsweredKeys(database.knex, provider, keys, { onlyKnown: again });
  const allowed = await readAllowedKinds(database.knex, provider);
  return chunk.filter(({ key, kind }) => {
    if (answered.has(key) || askedNow.has(key)) counts.fromCache += 1;
    else if (!allowed.has(kind)) counts.refusedByPermission += 1;
    else return true;
    return false;
  });
}

async function askBatch(
  { database, gate, provider, signal, onProgress }: AskRequest,
  counts: AskCounts,
  batch: readonly AddressToAsk[],
): Promise<void> {
  const answers = await gate.ask(provider, batch, signal);
  const kept: KeyedAnswer[] = [];
  for (const [index, { key }] of batch.entries()) {
    const answer = answers[index] ?? 'unanswered';
    count(counts, answer);
    if (typeof answer !== 'string') kept.push({ key, answer });
  }
  await database.knex.transaction((trx) => saveAnswers(trx, provider, kept));
  if (counts.unanswered === counts.asked && counts.asked >= MOST_WITHOUT_ANSWER) {
    throw new ProviderError(
      `None of the first ${counts.asked} addresses got an answer from ${provider} that can be read. Look at its settings; nothing more was sent.`,
    );
  }
  onProgress?.({ ...counts });
}

function count(counts: AskCounts, answer: GateAnswer): void {
  if (answer === 'refused') counts.refusedByPermission += 1;
  else if (answer === 'unaskable') counts.unaskable += 1;
  else {
    counts.asked += 1;
    counts[answer === 'unanswered' ? answer : answer.outcome] += 1;
  }
}

/** Takes the first of the addresses out. */
function take(pending: Map<string, AddressToAsk>, most: number): AddressToAsk[] {
  const batch = [...pending.values()].slice(0, most);
  for (const { key } of batch) pending.delete(key);
  return batch;
}

async function* chunksOf<Value>(values: AsyncIterable<Value>, size: number): AsyncGenerator<Value[]> {
  let chunk: Value[] = [];
  for await (const value of values) {
    chunk.push(value);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
