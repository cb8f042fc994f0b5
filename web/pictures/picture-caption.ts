import type { Funnel } from '../../domain/responses.ts';
import { formatCount, formatDay, formatShare } from '../words/format.ts';
import { addDays, describeDays } from '../words/month-range.ts';
import { NOTICE } from '../words/notice-words.ts';
import { say } from '../words/say.ts';

/** What a picture is of, as the page knows it. */
export interface PictureFacts {
  /** What is shown, as a sentence. */
  readonly title: string;
  /** Out of how many guns, as a sentence; null where it is not known. */
  readonly outOf: string | null;
  /** Days of recovery that were asked for, half-open; an end is null where none was. */
  readonly recoveredFrom: string | null;
  readonly recoveredTo: string | null;
  /** First and last day of recovery in the records; null without records. */
  readonly oldest: string | null;
  readonly newest: string | null;
  /** Names of the agencies whose records are counted. */
  readonly agencies: readonly string[];
  /** Where the figures were published, for those that are not counted here. */
  readonly published: string | null;
  /** Whom released counts are of, and of what day; null for what is counted live. */
  readonly released: { readonly agency: string; readonly countedOn: string } | null;
  /** The records are made up. */
  readonly isSynthetic: boolean;
  /** Who made the basemap; empty where nobody has to be named. */
  readonly basemap: string;
  /** The day the picture is made, `YYYY-MM-DD`. */
  readonly madeOn: string;
}

/** What stands around a picture: it must be read rightly wherever it is passed on to. */
export interface PictureCaption {
  readonly title: string;
  readonly outOf: string | null;
  readonly dates: string | null;
  readonly source: string;
  readonly notice: string;
  /** Of what day the figures are, and whether anybody has released them. */
  readonly status: string;
  readonly basemap: string | null;
}

/** The words of a picture. Pure. */
export function pictureCaption(facts: PictureFacts): PictureCaption {
  const { title, outOf, basemap } = facts;
  return {
    title,
    outOf,
    dates: facts.published === null ? datesOf(facts) : null,
    source: sourceOf(facts),
    notice: NOTICE,
    status: statusOf(facts),
    basemap: basemap === '' ? null : say('Basemap: {basemap}', { basemap }),
  };
}

/** What stands below a picture, line by line. Pure. */
export const linesBelow = ({ dates, source, notice, status, basemap }: PictureCaption): readonly string[] =>
  [[dates, source].filter((part) => part !== null).join(' '), notice, status, basemap ?? ''].filter(
    (line) => line !== '',
  );

/** `Out of 2,431 guns recovered: 2,000 submitted for tracing (82 %), …` Pure. */
export function outOfFunnel({ recovered, submitted, tracedToDealer, tracedToPurchaser }: Funnel): string {
  const part = (count: number, words: string) =>
    `${formatCount(count)} ${words} (${formatShare(count / recovered)})`;
  if (recovered === 0) return say('Out of no gun recovered.');
  return say('Out of {recovered} recovered: {value}.', {
    recovered: formatCount(recovered),
    value: [
      part(submitted, say('submitted for tracing')),
      part(tracedToDealer, say('traced to a dealer')),
      part(tracedToPurchaser, say('traced to a purchaser')),
    ].join(', '),
  });
}

function datesOf({ recoveredFrom, recoveredTo, oldest, newest }: PictureFacts): string | null {
  if (recoveredFrom !== null && recoveredTo !== null) {
    return say('Recovered {recoveredFrom}.', { recoveredFrom: describeDays(recoveredFrom, recoveredTo) });
  }
  if (oldest === null || newest === null) return null;
  if (recoveredTo !== null) {
    return say('Recovered before {recoveredTo}; records begin {oldest}.', {
      recoveredTo: formatDay(recoveredTo),
      oldest: formatDay(oldest),
    });
  }
  const days = describeDays(recoveredFrom ?? oldest, addDays(newest, 1));
  return say('Recovered {days}{words}.', {
    days,
    words: recoveredFrom === null ? say(', all there are') : '',
  });
}

/** More names than these are a number. */
const MOST_NAMES = 3;

function sourceOf({ agencies, published, released }: PictureFacts): string {
  if (released !== null) return say('Source: trace results of {agency}.', { agency: released.agency });
  if (published !== null) return say('Source: {published}.', { published });
  if (agencies.length === 0) return say('Source: no agency’s records.');
  if (agencies.length > MOST_NAMES) {
    return say('Source: records of {count} agencies, as whoever made this may see them.', {
      count: formatCount(agencies.length),
    });
  }
  const last = agencies.at(-1) ?? '';
  const before = agencies.slice(0, -1).join(', ');
  return say('Source: records of {words}.', {
    words: before === '' ? last : say('{before} and {last}', { before, last }),
  });
}

function statusOf({ newest, madeOn, published, released, isSynthetic }: PictureFacts): string {
  if (published !== null) return say('Made {madeOn}.', { madeOn: formatDay(madeOn) });
  const ofDay =
    released === null
      ? [
          say('{words}; made {madeOn}.', {
            words: newest === null ? say('No data') : say('Data to {newest}', { newest: formatDay(newest) }),
            madeOn: formatDay(madeOn),
          }),
          say('Working picture, not released for publication.'),
        ]
      : [
          say('Counted {countedOn}, released for everybody; made {madeOn}.', {
            countedOn: formatDay(released.countedOn),
            madeOn: formatDay(madeOn),
          }),
        ];
  return [
    ...(isSynthetic ? [say('Synthetic data: the guns, traces and people are made up.')] : []),
    ...ofDay,
  ].join(' ');
}
