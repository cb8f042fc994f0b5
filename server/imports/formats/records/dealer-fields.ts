import { placeFields } from './place-fields.ts';
import type { RecordField } from './record-fields.ts';

/** Words before a heading that say it is of the dealer. */
const WORDS = [
  'DEALER',
  'FFL',
  'LICENSEE',
  'FIREARM DEALER',
  'FIREARMS DEALER',
  'STORE',
  'SELLER',
  'RETAILER',
  'PREMISE',
  'PREMISES',
  'BUSINESS',
];
const PREMISES = ['FFL', 'PREMISE', 'PREMISES'];

/** The fields by which a row names a dealer; see `readDealer`. `isBare`: headings without such a word mean it wherever they stand. */
export function dealerFields({ isBare }: { readonly isBare: boolean }): readonly RecordField[] {
  return [
    {
      key: 'dealer_license_number',
      label: 'Licence number',
      required: false,
      group: 'Dealer',
      kind: 'license',
      headings: [
        ...WORDS.flatMap((word) => [`${word} LICENSE NUMBER`, `${word} LICENSE`]),
        'LICENSE NUMBER',
        'LICENSE',
        'FFL NUMBER',
        'FFL',
        'DEALER FFL NUMBER',
        'DEALER FFL',
      ],
    },
    {
      key: 'dealer_name',
      label: 'Name',
      required: false,
      group: 'Dealer',
      kind: 'name',
      headings: [
        ...WORDS.map((word) => `${word} NAME`),
        ...WORDS.filter((word) => !PREMISES.includes(word)),
        'TRADE NAME',
        'LICENSEE TRADE NAME',
        'LICENSE NAME',
        ...(isBare ? ['NAME'] : []),
      ],
    },
    // A dealer's coordinates are not read: its place is what is known best of its address.
    ...placeFields({ prefix: 'dealer', group: 'Dealer', words: WORDS, isBare }).filter(
      ({ kind }) => kind !== 'degrees',
    ),
  ];
}
