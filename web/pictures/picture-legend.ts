import type { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { AREA_CLASS_FROM, areaClassLabel } from '../map/area-classes.ts';
import { flowWidthPx } from '../map/flow-scale.ts';
import type { Palette } from '../map/palette.ts';
import type { MapLayerId } from '../state/page-state.ts';
import { guns } from '../words/format.ts';
import { say, sayKnown } from '../words/say.ts';
import {
  diamondMark,
  discMark,
  endsMark,
  flowMark,
  lineMark,
  outlinedMark,
  squareMark,
  stayedMark,
  swatchMark,
  wedgeMark,
} from './legend-marks.ts';

interface LegendLine {
  /** SVG in a box of MARK_BOX. */
  readonly mark: string;
  readonly label: string;
}

/** A layer of the map, and what its symbols mean. */
export interface LegendEntry {
  readonly title: string;
  readonly lines: readonly LegendLine[];
  readonly note: string | null;
}

/** What a legend is made of. */
export interface LegendFacts {
  /** Layers that are drawn, where they have something to say. */
  readonly shown: readonly MapLayerId[];
  readonly palette: Palette;
  readonly flows: {
    readonly title: string;
    /** The count drawn widest, and whether some are larger. */
    readonly top: number;
    readonly isCapped: boolean;
    /** What happened at the two ends of a flow. */
    readonly origin: string;
    readonly destination: string;
    /** How many guns are on lines and how many are not. */
    readonly note: string;
  } | null;
  readonly buckets: typeof TIME_TO_CRIME_BUCKETS;
  readonly hotspots: { readonly lines: readonly LegendLine[]; readonly note: string } | null;
  /** Ways guns were obtained that are on the map, with their symbols. */
  readonly debriefs: readonly LegendLine[];
}

const SAMPLE_PARTS = [1, 0.2, 0.02];

/** What the symbols of a map mean, for a picture of it: what is drawn, in the order of the page's own legend. Pure. */
export function pictureLegend(facts: LegendFacts): readonly LegendEntry[] {
  const entries: Readonly<Record<MapLayerId, () => LegendEntry | null>> = {
    flows: () => flowsEntry(facts),
    recoveries: () => recoveriesEntry(facts),
    dealers: () =>
      entry(say('Dealers, by guns traced to them'), [
        [squareMark(facts.palette.sold), say('At their address')],
        [outlinedMark(facts.palette.sold), say('Dealers known by ZIP area only')],
      ]),
    purchasers: () =>
      entry(say('Where buyers lived'), [
        [diamondMark(facts.palette.sold), say('Guns by their buyer’s area, in its middle: never a home')],
      ]),
    hotspots: () =>
      facts.hotspots === null
        ? null
        : { title: say('Hotspots'), lines: facts.hotspots.lines, note: facts.hotspots.note },
    links: () =>
      entry(say('Ballistic links'), [
        [lineMark(facts.palette.link, 2.5), say('Hit: confirmed by an examiner')],
        [lineMark(facts.palette.link, 2.5, '5 3.75'), say('Lead: nobody has confirmed it')],
      ]),
    debriefs: () => ({ title: say('Debriefs: how guns were obtained'), lines: facts.debriefs, note: null }),
    thefts: () => entry(say('Thefts'), [[wedgeMark(facts.palette.theft), say('Guns stolen or lost')]]),
    areas: () =>
      entry(
        say('Recoveries by area'),
        AREA_CLASS_FROM.map((_, index) => [
          swatchMark(facts.palette.areaClasses[index] ?? ''),
          areaClassLabel(index),
        ]),
      ),
    jurisdictions: () =>
      entry(say('Jurisdictions'), [
        [lineMark(facts.palette.labelQuiet, 1.6, '6.4 3.2'), say('What an agency answers for')],
      ]),
  };
  return facts.shown
    .map((id) => entries[id]())
    .filter((one) => one !== null)
    .filter(({ lines, note }) => lines.length > 0 || note !== null);
}

/** What is in a legend, for who does not see it. Pure. */
export const legendWords = (entries: readonly LegendEntry[]): string =>
  entries
    .map(({ title, lines, note }) =>
      [`${title}: ${lines.map(({ label }) => label).join('; ')}.`, note ?? ''].join(' ').trim(),
    )
    .join(' ');

const entry = (title: string, lines: readonly (readonly [string, string])[]): LegendEntry => ({
  title,
  lines: lines.map(([mark, label]) => ({ mark, label })),
  note: null,
});

function flowsEntry({ flows, palette }: LegendFacts): LegendEntry | null {
  if (flows === null) return null;
  const { title, top, isCapped, origin, destination, note } = flows;
  const samples = [...new Set(SAMPLE_PARTS.map((part) => Math.max(1, Math.round(top * part))))];
  const lines = samples.map((count): readonly [string, string] => [
    flowMark(palette, flowWidthPx(count, top)),
    `${guns(count)}${isCapped && count === top ? say(' and more') : ''}`,
  ]);
  const nodes: readonly (readonly [string, string])[] = [
    [stayedMark(palette), say('stayed in the area')],
    [endsMark(palette), `${origin}, ${destination}`],
  ];
  return { ...entry(title, [...lines, ...nodes]), note };
}

function recoveriesEntry({ buckets, palette }: LegendFacts): LegendEntry {
  const unknown = palette.timeToCrimeUnknown;
  return entry(say('Recoveries, by time from sale'), [
    ...buckets.map(({ label }, index): readonly [string, string] => [
      swatchMark(palette.timeToCrime[index] ?? unknown),
      sayKnown(label),
    ]),
    [swatchMark(unknown), say('Unknown')],
    [discMark(palette.recovered), say('One recovery')],
  ]);
}
