import type { Agreement, Comparison, LinkagePart } from './compare-persons.ts';
import { firstWord, LINKAGE_PARTS } from './compare-persons.ts';
import type { LinkagePerson } from './person.ts';
import { soundCode } from './sound-code.ts';
import type { MatchWeight } from './weigh-comparison.ts';

/** What one part of a comparison says, without what it was of. */
export const PART_SAYS = [
  'same',
  'same_first',
  'slip',
  'sounds_alike',
  'one_of_two',
  'short_form',
  'exchanged',
  'day_and_month_exchanged',
  'two_of_three',
  'other_zip',
  'same_zip',
  'other',
  'unknown',
] as const;
export type PartSays = (typeof PART_SAYS)[number];

/** A part of a comparison: what it says, and in bits how much that speaks for the two being one person. */
export interface ExplainedPart {
  readonly part: LinkagePart;
  readonly says: PartSays;
  readonly weight: number;
}

/** The parts of a comparison in their order, in terms fit to be told to who may see them; they name nobody. */
export function explainComparison(
  one: LinkagePerson,
  other: LinkagePerson,
  comparison: Comparison,
  { parts }: MatchWeight,
): readonly ExplainedPart[] {
  const isExchanged = comparison.familyName === 'alike' && areExchanged(one, other);
  return LINKAGE_PARTS.map((part) => {
    const agreement = comparison[part];
    const says = isExchanged && part === 'givenName' ? 'exchanged' : SAYS[part](agreement, one, other);
    return { part, says, weight: Math.round(parts[part] * 100) / 100 };
  });
}

type Says = (agreement: Agreement, one: LinkagePerson, other: LinkagePerson) => PartSays;

const SAYS: Readonly<Record<LinkagePart, Says>> = {
  familyName(agreement, one, other) {
    if (agreement !== 'alike') return plain(agreement);
    if (soundsAlike(one.familyName, other.familyName)) return 'sounds_alike';
    return areExchanged(one, other) ? 'exchanged' : 'one_of_two';
  },
  givenName(agreement, one, other) {
    if (agreement === 'same') return one.givenNames === other.givenNames ? 'same' : 'same_first';
    if (agreement !== 'alike') return plain(agreement);
    const [first, second] = [firstWord(one.givenNames) ?? '', firstWord(other.givenNames) ?? ''];
    const isInitial = first.length === 1 || second.length === 1;
    return !isInitial && soundsAlike(first, second) ? 'sounds_alike' : 'short_form';
  },
  birthDate(agreement, { birthDate: one }, { birthDate: other }) {
    if (agreement === 'alike') return 'two_of_three';
    const [year, month, day] = one?.split('-') ?? [];
    return agreement === 'near' && other === `${year}-${day}-${month}`
      ? 'day_and_month_exchanged'
      : plain(agreement);
  },
  address(agreement, one, other) {
    if (agreement === 'alike') return 'same_zip';
    return agreement === 'near' && one.street === other.street ? 'other_zip' : plain(agreement);
  },
};

const plain = (agreement: Exclude<Agreement, 'alike'>): PartSays =>
  agreement === 'near' ? 'slip' : agreement;

const soundsAlike = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && soundCode(one) === soundCode(other);

/** Family names that are alike neither by sound nor by a word they share are each the other's first name. */
function areExchanged({ familyName: one }: LinkagePerson, { familyName: other }: LinkagePerson): boolean {
  if (one === null || other === null || soundsAlike(one, other)) return false;
  return !one.split(' ').some((word) => word.length > 2 && other.split(' ').includes(word));
}
