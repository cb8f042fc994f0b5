/** Facts about the guns of a purchaser that may make a look worthwhile. None of them says that anybody did anything wrong. */
import { SHORT_TIME_TO_CRIME_DAYS } from '../time-to-crime.ts';

export const PURCHASER_INDICATORS = [
  'severalTracedGuns',
  'multipleSale',
  'shortTimeToCrime',
  'recoveredFarFromHome',
  'heldByAnother',
  'severalAgencies',
  'linkedToDebriefOrChain',
] as const;
export type PurchaserIndicator = (typeof PURCHASER_INDICATORS)[number];

/** From how far on a gun counts as recovered far from where its purchaser lived. */
export const FAR_KM = 100;

interface IndicatorWords {
  readonly label: string;
  /** What it means, in a sentence. */
  readonly definition: string;
  /** How it is worked out how often chance alone makes it, or why that is not told. */
  readonly byChance: string;
}

const SPREAD =
  'If the guns that show it were spread over all purchasers by chance: each purchaser of n guns has it with 1 − (1 − share)ⁿ.';

export const PURCHASER_INDICATOR_WORDS: Readonly<Record<PurchaserIndicator, IndicatorWords>> = {
  severalTracedGuns: {
    label: 'Several traced guns',
    definition: 'Two or more guns of this selection were traced to the purchaser.',
    byChance:
      'If every gun sold had the same chance of being traced and as many people bought as guns were sold. Told where sales of the dealers are known; whoever buys more guns than others is expected to have more of them traced.',
  },
  multipleSale: {
    label: 'Multiple sale',
    definition:
      'The trace of at least one gun says that it was sold in a multiple sale: two or more handguns to one buyer within five business days.',
    byChance: SPREAD,
  },
  shortTimeToCrime: {
    label: 'Sold within 3 years',
    definition: `At least one gun was recovered within 3 years (${SHORT_TIME_TO_CRIME_DAYS.toLocaleString('en-US')} days) of its sale.`,
    byChance: `${SPREAD} Guns of unknown dates take no part.`,
  },
  recoveredFarFromHome: {
    label: 'Recovered far from home',
    definition: `At least one gun was recovered ${FAR_KM} km or more from the purchaser's home, by the middles of their ZIPs or counties; where either is known by its state alone, in another state.`,
    byChance: `${SPREAD} Guns of which either place is unknown take no part.`,
  },
  heldByAnother: {
    label: 'Held by another',
    definition:
      'At least one gun was held at its recovery by somebody of another name and birth date than the purchaser. Most guns change hands.',
    byChance: `${SPREAD} Guns of which either person is not named take no part.`,
  },
  severalAgencies: {
    label: 'Several agencies',
    definition: 'Guns of the purchaser were recovered by two or more agencies whose records were joined.',
    byChance:
      'Not told: purchasers are joined across agencies only as far as agreements and names allow, so what chance would make is not known.',
  },
  linkedToDebriefOrChain: {
    label: 'In a debrief or chain',
    definition:
      'At least one gun has the serial number of a gun that somebody told police about, or was recovered in a case that a ballistic link joins to another.',
    byChance: SPREAD,
  },
};
