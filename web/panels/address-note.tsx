import type { AddressSearch } from '../state/address-search.ts';
import { foundAddresses } from '../state/address-search.ts';
import { say } from '../words/say.ts';

/** What there is to say of the search for an address beside what it found. */
export function AddressNote({ search }: { readonly search: AddressSearch }) {
  if (search.state === 'none') return null;
  if (search.state === 'looking') return <p>{say('Looking for the address …')}</p>;
  if (search.state === 'failed')
    return <p>{say('The address was not looked up. {message}', { message: search.message })}</p>;
  const { result, candidates, streetsLoaded } = search.answer;
  if (!streetsLoaded) {
    return (
      <p>
        {say(
          'No street data is loaded yet, so addresses are found to their ZIP or city only. Load some with',
        )}{' '}
        <code>npm run tracemap -- reference load</code>
      </p>
    );
  }
  if (foundAddresses(search.answer).length === 0) {
    return <p>{say('Nothing is known of this address. Add its city and state, or its ZIP.')}</p>;
  }
  if (result.review === null) return null;
  return (
    <p>
      {result.review.words} {candidates.length > 0 && say('Choose one of those above.')}
    </p>
  );
}
