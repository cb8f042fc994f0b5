/** The words of released counts in a language. What is told, and in which order, is the same in all of them. */
import type { CategoryWay } from '../snapshots.ts';
import type { FirearmType } from '../vocabulary.ts';

/** What the sentence above the figures tells. */
export interface ToldGuns {
  /** How many, in words; null where that is not shown. */
  readonly count: string | null;
  readonly agency: string;
  /** Name of the area, as {@link ReleasedWords.area} gives it; null: all of the agency's. */
  readonly area: string | null;
  readonly from: number;
  readonly to: number;
  readonly way: CategoryWay;
}

/** Sentences are whole ones: languages order their parts differently. Counts come as their words. */
export interface ReleasedWords {
  /** By which numbers and days are written (BCP 47). */
  readonly locale: string;
  /** What a page for other sites is called at first. */
  readonly titles: Readonly<Record<CategoryWay, string>>;
  /** What the categories of a way are called above them. */
  readonly headings: Readonly<Record<CategoryWay, string>>;
  readonly columns: { readonly guns: string; readonly share: string };
  /** All rows together. */
  readonly all: string;
  readonly types: Readonly<Record<FirearmType, string>>;
  /** A class of times-to-crime by its id, or times that are not known. */
  readonly time: (id: string) => string;
  /** A state of sale by its code and its English name, with those for the others and those that are not known. */
  readonly source: (code: string, name: string) => string;
  /** An area by its code and its English name, with that for the others together. */
  readonly area: (code: string, name: string) => string;
  readonly notShown: string;
  readonly fewerThan: (threshold: number) => string;
  readonly atLeast: (count: string) => string;
  readonly whatIsShown: (told: ToldGuns) => string;
  readonly howItWasCounted: (threshold: number, isOneYear: boolean) => string;
  readonly notARandomSample: string;
  /** Whose records they were counted from, and as of which day. */
  readonly madeFrom: (agency: string, day: string) => string;
  readonly figuresAsJson: string;
  /** To whoever has no link that opens a page. */
  readonly endedLink: { readonly title: string; readonly text: string };
  readonly map: MapWords;
}

/** What is said on the map, beside it, and of it for who does not see it. */
export interface MapWords {
  readonly stayed: (state: string, count: string) => string;
  readonly from: (state: string, count: string) => string;
  readonly countAndMore: (count: string) => string;
  readonly noneOrOther: string;
  readonly about: string;
  readonly linesLeadTo: (state: string) => string;
  /** The states with the most, each with its count, as `Maryland (40)`; none where no count is shown. */
  readonly mostSoldIn: (states: readonly string[]) => string;
  /** States whose count is not shown, one or more. */
  readonly notShownOf: (states: number) => string;
}

/** `Menos de 11` at the beginning of a sentence. */
export const capitalised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
