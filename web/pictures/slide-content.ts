import type { SlideChart } from '../charts/slide-chart.ts';

/** A picture in a slide. */
export interface SlidePicture {
  /** A PNG as a data address. */
  readonly data: string;
  readonly width: number;
  readonly height: number;
  /** What is to be seen, for who does not see it. */
  readonly alt: string;
}

/** All that one slide says. */
export interface SlideContent {
  readonly title: string;
  /** What is shown and out of how many, below the title. */
  readonly shown: string;
  /** The text of the section, on the slide as far as it has room; whole in the notes. */
  readonly words: string;
  readonly picture: SlidePicture | null;
  readonly legend: SlidePicture | null;
  readonly chart: SlideChart | null;
  /** Source, notice, date of the data. */
  readonly below: readonly string[];
  /** For whoever speaks. */
  readonly notes: string;
}
