import type { AddressSearch } from '../state/address-search.ts';
import { foundAddresses } from '../state/address-search.ts';

/** What there is to say of the search for an address beside what it found. */
export function AddressNote({ search }: { readonly search: AddressSearch }) {
  if (search.state === 'none') return null;
  if (search.state === 'looking') return <p>Looking for the address …</p>;
  if (search.state === 'failed') return <p>The address was not looked up. {search.message}</p>;
  const { result, candidates, streetsLoaded } = search.answer;
  if (!streetsLoaded) {
    return (
      <p>
        No street data is loaded yet, so addresses are found to their ZIP or city only. Load some with{' '}
        <code>npm run tracemap -- reference load</code>
      </p>
    );
  }
  if (foundAddresses(search.answer).length === 0) {
    return <p>Nothing is known of this address. Add its city and state, or its ZIP.</p>;
  }
  if (result.review === null) return null;
  return (
    <p>
      {result.review.words} {candidates.length > 0 && 'Choose one of those above.'}
    </p>
  );
}
