import { TIME_TO_CRIME_BUCKETS } from '../time-to-crime.ts';
import { NOT_A_RANDOM_SAMPLE } from '../vocabulary.ts';
import type { ReleasedWords } from './released-words.ts';
import { capitalised } from './released-words.ts';

/** What the areas that are not told by themselves are called together. */
export const ELSEWHERE = 'Elsewhere, or place unknown';

const BY = {
  source: 'the state of their first sale',
  time: 'the time from sale to recovery',
  type: 'type',
} as const;

export const ENGLISH: ReleasedWords = {
  locale: 'en-US',
  titles: {
    source: 'Where our guns come from',
    time: 'How long from sale to recovery',
    type: 'Which firearms are recovered',
  },
  headings: { source: 'Sold in', time: 'From sale to recovery', type: 'Type' },
  columns: { guns: 'Guns', share: 'Share' },
  all: 'All',
  types: {
    pistol: 'Pistols',
    revolver: 'Revolvers',
    rifle: 'Rifles',
    shotgun: 'Shotguns',
    other: 'Other firearms',
    unknown: 'Type not known',
  },
  time: (id) => TIME_TO_CRIME_BUCKETS.find((bucket) => bucket.id === id)?.label ?? 'Time not known',
  source: (_code, name) => name,
  area: (_code, name) => name,
  notShown: 'not shown',
  fewerThan: (threshold) => `fewer than ${threshold}`,
  atLeast: (count) => `at least ${count}`,
  whatIsShown({ count, agency, area, from, to, way }) {
    const guns = count === null ? 'Guns' : `${capitalised(count)} guns`;
    const where =
      area === null ? '' : area === ELSEWHERE ? ' elsewhere or at an unknown place' : ` in ${area}`;
    const years = from === to ? `in ${from}` : `from ${from} to ${to}`;
    return `${guns} recovered by ${agency}${where} ${years}, by ${BY[way]}.`;
  },
  howItWasCounted(threshold, isOneYear) {
    const least = `Counts of fewer than ${threshold} guns are not shown, nor others that these could be worked out from.`;
    return isOneYear
      ? least
      : `${least} "At least" is the sum of the years that are shown; each year is counted once and not changed afterwards.`;
  },
  notARandomSample: NOT_A_RANDOM_SAMPLE,
  madeFrom: (agency, day) => `Source: trace results of ${agency}, as known on ${day}.`,
  figuresAsJson: 'Figures as JSON',
  endedLink: {
    title: 'This link has ended',
    text: 'This link has ended or is not whole. Ask who sent it for a new one.',
  },
  map: {
    stayed: (state, count) => `Sold and recovered in ${state}: ${count}`,
    from: (state, count) => `From ${state}: ${count}`,
    countAndMore: (count) => `${count} and more`,
    noneOrOther: 'none, or among other states',
    about: 'Map of the United States by state of first sale.',
    linesLeadTo: (state) => `Lines lead to ${state}.`,
    mostSoldIn: (states) =>
      states.length === 0 ? 'No state has a count that is shown.' : `Most were sold in ${states.join(', ')}.`,
    notShownOf: (states) =>
      states === 1 ? 'The count of 1 state is not shown.' : `The counts of ${states} states are not shown.`,
  },
};
