/** What the tests of adapters share: questions in few words, and asking without a gate. */
import type { Address } from '../../../../server/geocoding/address.ts';
import { PoliteHttp } from '../../../../server/geocoding/providers/polite-http.ts';
import type { Provider, ProviderAnswer } from '../../../../server/geocoding/providers/provider.ts';
import { readQuestion } from '../../../../server/geocoding/providers/question.ts';
import type { TestClock } from '../../../helpers/test-clock.ts';
import { testClock } from '../../../helpers/test-clock.ts';

/** `street, city, state, ZIP`, of which the last ones may be left out. */
export function addressOf(text: string): Address {
  const [street = null, city = null, state = null, zip = null] = text.split(', ');
  return { street, city, county: null, state, zip, lon: null, lat: null };
}

/** Sends the addresses to the provider as the gate would. */
export function askDirectly(
  provider: Provider,
  addresses: readonly string[],
  clock: TestClock = testClock(),
): Promise<readonly (ProviderAnswer | null)[]> {
  const http = new PoliteHttp(provider, clock);
  const questions = addresses.map((text) => {
    const question = readQuestion(addressOf(text));
    if (question === null) throw new Error(`"${text}" is no question.`);
    return question;
  });
  const options = { signal: undefined, beforeEachTry: async () => {} };
  return provider.ask(questions, { send: (request, read) => http.send(request, read, options) });
}
