/** Briefings to begin with: sections whose queries are about the newest months there are, with words that hold for any figure. */
import type { BriefingDraft, BriefingSection } from './briefings.ts';
import type { Speech } from './languages/speech.ts';
import { IN_ENGLISH } from './languages/speech.ts';
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

const outOfHowMany = ({ say }: Speech): BriefingSection => ({
  heading: say('What these figures can and cannot tell'),
  text: say(`Not every recovered gun is submitted for tracing, and not every trace finds a dealer or a buyer. The line under the title of the map says how many there are at each step.

- **Traced guns are not a random sample of crime guns.** More guns traced can mean more guns, or more tracing.
- **Traced is not accused.** A dealer or a state that many guns come from has not broken a law by that.`),
  query: null,
});

export interface BriefingWords {
  readonly speech?: Speech;
  /** Tells the 12 months that end with the newest recovery, where more than that is to be said of them. */
  readonly months?: string;
}

/** Which months a briefing is about, where nothing else is said. */
const ofTheRecords = ({ say }: Speech) => say('the last 12 months of the records');

/**
 * Where our guns come from: corridors of guns sold within three years, then finer, then of all. `newest` is the last day of recovery
 * known.
 */
export function sourcesBriefing(
  newest: string,
  { speech = IN_ENGLISH, months = ofTheRecords(speech) }: BriefingWords = {},
): BriefingDraft {
  const { say } = speech;
  const year = lastYear(newest);
  const short = { ...year, ttcMax: SHORT_TIME_TO_CRIME_DAYS };
  return {
    title: say('Where our guns come from'),
    sections: [
      {
        heading: say('Sold within 3 years, by state'),
        text: say(
          `These guns were recovered in {months}, at most 3 years after a dealer sold them. The shorter that time, the more a trace says about how guns reach the street today.

Each line goes from the state of the sale to the state of the recovery; the wider it is, the more guns it stands for. A ring stands for guns that never left their state.`,
          { months },
        ),
        query: shown(short, { level: 'state' }),
      },
      {
        heading: say('The same guns, by county'),
        text: say(
          'The same guns once more, from county to county. Guns that were sold and recovered near each other are drawn as one ring; move closer to tell them apart.',
        ),
        query: shown(short, { level: 'county' }),
      },
      {
        heading: say('All guns, however long ago they were sold'),
        text: say(
          'With older guns the map looks different: after many years a gun may have been resold, stolen or passed on several times, and its first sale says less about how it reached the street.',
        ),
        query: shown(year, { level: 'state' }),
      },
      outOfHowMany(speech),
    ],
  };
}

/** For everybody: what is released, told by where guns were sold, how long ago, and what they are. Slides of it may be shown anywhere. */
export function releasedBriefing(speech = IN_ENGLISH): BriefingDraft {
  const { say } = speech;
  return {
    title: say('For everybody: our guns in a year'),
    sections: [
      {
        heading: say('Where they were sold'),
        text: say(`Guns that were recovered in the newest year that is released, by the state of their first sale. Each line leads from there to our state; the wider it is, the more guns it stands for.

Small counts are not shown, nor others that they could be worked out from. So all of this may be shown anywhere.`),
        query: 'view=released',
      },
      {
        heading: say('How long from sale to recovery'),
        text: say(
          'The shorter that time, the more a trace says about how guns reach the street today. It is known where both days are.',
        ),
        query: 'view=released&released=time',
      },
      {
        heading: say('What they are'),
        text: say('The same guns by type.'),
        query: 'view=released&released=type',
      },
      outOfHowMany(speech),
    ],
  };
}

/** Time-to-crime: how soon guns were recovered after their sale, and where the fastest of them come from; see {@link sourcesBriefing}. */
export function timesBriefing(
  newest: string,
  { speech = IN_ENGLISH, months = ofTheRecords(speech) }: BriefingWords = {},
): BriefingDraft {
  const { say } = speech;
  const year = lastYear(newest);
  return {
    title: say('Time-to-crime'),
    sections: [
      {
        heading: say('How soon after their sale guns were recovered'),
        text: say(`**Time-to-crime** is the days from the first retail sale of a gun to its recovery by police. It is known where both days are.

A curve that rises early is of guns that were recovered soon after they were sold. It is drawn of all years of the records: a short span would hold too few guns that were long on their way.`),
        query: shown({}, { view: 'times' }),
      },
      {
        heading: say('Sold within a year'),
        text: say(
          `Guns recovered in {months}, within a year of their sale: the measure of new supply. Few hands lie between the counter and the street.`,
          { months },
        ),
        query: shown({ ...year, ttcMax: YEAR_DAYS }, { level: 'state' }),
      },
      {
        heading: say('Sold more than 3 years before'),
        text: say(
          'The older guns beside them. Where the two maps differ, the new guns come another way than the old.',
        ),
        query: shown({ ...year, ttcMin: SHORT_TIME_TO_CRIME_DAYS + 1 }, { level: 'state' }),
      },
      outOfHowMany(speech),
    ],
  };
}

/** Progress since an intervention: what came of it, and its guns since it began and for as long before. */
export function progressBriefing(
  newest: string,
  intervention: BriefedIntervention,
  speech = IN_ENGLISH,
): BriefingDraft {
  const { say, locale } = speech;
  const { id, name, note, startedOn, filter } = intervention;
  const month = monthWords(startedOn, locale);
  const months = Math.max(1, monthsBetween(startedOn, newest) + 1);
  const guns = (period: Months) => {
    const query = new URLSearchParams(filter);
    for (const [key, value] of formatTraceFilter(period)) query.set(key, value);
    query.set('level', 'state');
    return query.toString();
  };
  return {
    title: say('Progress since {month}: {name}', { month, name }).slice(0, 150).trim(),
    sections: [
      {
        heading: say('What came of it'),
        text: `${note === '' ? say('**{name}** began in {month}.', { name, month }) : note}

${say('The sentence says whether anything changed, and how sure that is. A change that came with it need not have come from it.')}`,
        query: `view=progress&intervention=${id}`,
      },
      {
        heading: say('Its guns since then'),
        text: say(`The guns it is about, recovered since {month}.`, { month }),
        query: guns({ recoveredFrom: monthFrom(startedOn, 0), recoveredTo: monthFrom(newest, 1) }),
      },
      {
        heading: say('Its guns before'),
        text: say(
          'The same for as many months before it began. Compare the counts in the titles of the two maps, and how much was traced.',
        ),
        query: guns({
          recoveredFrom: monthFrom(startedOn, -months),
          recoveredTo: monthFrom(startedOn, 0),
        }),
      },
      outOfHowMany(speech),
    ],
  };
}
