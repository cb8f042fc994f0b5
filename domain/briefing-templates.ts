/** Briefings to begin with: sections whose queries are about the newest months there are, with words that hold for any figure. */
import type { BriefingDraft, BriefingSection } from './briefings.ts';
import { monthWords } from './month-words.ts';
import { addMonths, monthsBetween } from './months.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from './time-to-crime.ts';
import { formatTraceFilter, type TraceFilter } from './trace-filter.ts';

/** What a briefing about an intervention is made of. */
export interface BriefedIntervention {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  /** ISO date. */
  readonly startedOn: string;
  /** As query parameters of the trace filter. */
  readonly filter: string;
}

const YEAR_DAYS = 365;
const MONTHS_A_YEAR = 12;

type Months = Pick<TraceFilter, 'recoveredFrom' | 'recoveredTo'>;

/** The first of the month so many months after that of a day; before it where `steps` is below 0. */
const monthFrom = (day: string, steps: number): string => `${addMonths(day, steps)}-01`;

/** The 12 months that end with that of the newest recovery. */
const lastYear = (newest: string): Months => ({
  recoveredFrom: monthFrom(newest, 1 - MONTHS_A_YEAR),
  recoveredTo: monthFrom(newest, 1),
});

function shown(filter: TraceFilter, page: Readonly<Record<string, string>> = {}): string {
  const query = formatTraceFilter(filter);
  for (const [name, value] of Object.entries(page)) query.set(name, value);
  return query.toString();
}

const OUT_OF_HOW_MANY: BriefingSection = {
  heading: 'What these figures can and cannot tell',
  text: `Not every recovered gun is submitted for tracing, and not every trace finds a dealer or a buyer. The line under the title of the map says how many there are at each step.

- **Traced guns are not a random sample of crime guns.** More guns traced can mean more guns, or more tracing.
- **Traced is not accused.** A dealer or a state that many guns come from has not broken a law by that.`,
  query: null,
};

/** Which months a briefing is about, where nothing else is said. */
const OF_THE_RECORDS = 'the last 12 months of the records';

/**
 * Where our guns come from: corridors of guns sold within three years, then finer, then of all. `newest` is the last day of recovery
 * known; `months` tells the 12 months that end with it.
 */
export function sourcesBriefing(newest: string, months = OF_THE_RECORDS): BriefingDraft {
  const year = lastYear(newest);
  const short = { ...year, ttcMax: SHORT_TIME_TO_CRIME_DAYS };
  return {
    title: 'Where our guns come from',
    sections: [
      {
        heading: 'Sold within 3 years, by state',
        text: `These guns were recovered in ${months}, at most 3 years after a dealer sold them. The shorter that time, the more a trace says about how guns reach the street today.

Each line goes from the state of the sale to the state of the recovery; the wider it is, the more guns it stands for. A ring stands for guns that never left their state.`,
        query: shown(short, { level: 'state' }),
      },
      {
        heading: 'The same guns, by county',
        text: 'The same guns once more, from county to county. Guns that were sold and recovered near each other are drawn as one ring; move closer to tell them apart.',
        query: shown(short, { level: 'county' }),
      },
      {
        heading: 'All guns, however long ago they were sold',
        text: 'With older guns the map looks different: after many years a gun may have been resold, stolen or passed on several times, and its first sale says less about how it reached the street.',
        query: shown(year, { level: 'state' }),
      },
      OUT_OF_HOW_MANY,
    ],
  };
}

/** For everybody: what is released, told by where guns were sold, how long ago, and what they are. Slides of it may be shown anywhere. */
export function releasedBriefing(): BriefingDraft {
  return {
    title: 'For everybody: our guns in a year',
    sections: [
      {
        heading: 'Where they were sold',
        text: `Guns that were recovered in the newest year that is released, by the state of their first sale. Each line leads from there to our state; the wider it is, the more guns it stands for.

Small counts are not shown, nor others that they could be worked out from. So all of this may be shown anywhere.`,
        query: 'view=released',
      },
      {
        heading: 'How long from sale to recovery',
        text: 'The shorter that time, the more a trace says about how guns reach the street today. It is known where both days are.',
        query: 'view=released&released=time',
      },
      { heading: 'What they are', text: 'The same guns by type.', query: 'view=released&released=type' },
      OUT_OF_HOW_MANY,
    ],
  };
}

/** Time-to-crime: how soon guns were recovered after their sale, and where the fastest of them come from; see {@link sourcesBriefing}. */
export function timesBriefing(newest: string, months = OF_THE_RECORDS): BriefingDraft {
  const year = lastYear(newest);
  return {
    title: 'Time-to-crime',
    sections: [
      {
        heading: 'How soon after their sale guns were recovered',
        text: `**Time-to-crime** is the days from the first retail sale of a gun to its recovery by police. It is known where both days are.

A curve that rises early is of guns that were recovered soon after they were sold. It is drawn of all years of the records: a short span would hold too few guns that were long on their way.`,
        query: shown({}, { view: 'times' }),
      },
      {
        heading: 'Sold within a year',
        text: `Guns recovered in ${months}, within a year of their sale: the measure of new supply. Few hands lie between the counter and the street.`,
        query: shown({ ...year, ttcMax: YEAR_DAYS }, { level: 'state' }),
      },
      {
        heading: 'Sold more than 3 years before',
        text: 'The older guns beside them. Where the two maps differ, the new guns come another way than the old.',
        query: shown({ ...year, ttcMin: SHORT_TIME_TO_CRIME_DAYS + 1 }, { level: 'state' }),
      },
      OUT_OF_HOW_MANY,
    ],
  };
}

/** Progress since an intervention: what came of it, and its guns since it began and for as long before. */
export function progressBriefing(newest: string, intervention: BriefedIntervention): BriefingDraft {
  const { id, name, note, startedOn, filter } = intervention;
  const months = Math.max(1, monthsBetween(startedOn, newest) + 1);
  const guns = (period: Months) => {
    const query = new URLSearchParams(filter);
    for (const [key, value] of formatTraceFilter(period)) query.set(key, value);
    query.set('level', 'state');
    return query.toString();
  };
  return {
    title: `Progress since ${monthWords(startedOn)}: ${name}`.slice(0, 150).trim(),
    sections: [
      {
        heading: 'What came of it',
        text: `${note === '' ? `**${name}** began in ${monthWords(startedOn)}.` : note}

The sentence says whether anything changed, and how sure that is. A change that came with it need not have come from it.`,
        query: `view=progress&intervention=${id}`,
      },
      {
        heading: 'Its guns since then',
        text: `The guns it is about, recovered since ${monthWords(startedOn)}.`,
        query: guns({ recoveredFrom: monthFrom(startedOn, 0), recoveredTo: monthFrom(newest, 1) }),
      },
      {
        heading: 'Its guns before',
        text: 'The same for as many months before it began. Compare the counts in the titles of the two maps, and how much was traced.',
        query: guns({
          recoveredFrom: monthFrom(startedOn, -months),
          recoveredTo: monthFrom(startedOn, 0),
        }),
      },
      OUT_OF_HOW_MANY,
    ],
  };
}
