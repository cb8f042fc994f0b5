import type { EmbedFigures } from '../../domain/embed-figures.ts';
import { sumInWords } from '../../domain/embed-figures.ts';
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import { STATE_PATHS, STATES_MAP_SIZE } from './states-map.ts';

const CLASSES = 5;
/** States named in the description: those with the most. */
const MOST_NAMED = 5;

type Row = EmbedFigures['rows'][number];

/** A map of the states guns were sold in, with the same figures as the table and a description in words. */
export function statesMap(figures: EmbedFigures): string {
  const rows = figures.rows.filter(({ code }) => STATE_PATHS.has(code));
  const rowOf = new Map(rows.map((row) => [row.code, row]));
  const most = Math.max(1, ...rows.map(({ sum }) => sum.atLeast));
  const states = [...STATE_PATHS].map(([code, path]) => {
    const row = rowOf.get(code);
    const title =
      row === undefined
        ? ''
        : `<title>${escapedMarkup(`${row.name}: ${sumInWords(row.sum, figures.threshold)}`)}</title>`;
    return `<path class="${classOf(row, most)}" d="${path}">${title}</path>`;
  });
  const { width, height } = STATES_MAP_SIZE;
  return `<figure>
<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapedMarkup(describe(rows, figures))}">
<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="7" height="7"/><rect class="hatch-line" width="2" height="7"/></pattern></defs>
${states.join('\n')}
</svg>
<figcaption>${legend(most, figures.threshold)}</figcaption>
</figure>`;
}

function classOf(row: Row | undefined, most: number): string {
  if (row === undefined) return 'rest';
  if (row.sum.atLeast === 0) return row.sum.isWhole ? 'none' : 'hidden';
  return `class-${classNumber(row.sum.atLeast, most)}`;
}

/** Classes of even width by the square root, so that states far below the first still differ. */
const classNumber = (count: number, most: number): number =>
  Math.min(CLASSES, Math.floor(Math.sqrt(count / most) * CLASSES) + 1);

/** From how many guns on a class is drawn, by the largest count that is shown: breaks tell nothing else. */
const firstOf = (number: number, most: number, threshold: number): number =>
  Math.max(threshold, Math.ceil(((number - 1) / CLASSES) ** 2 * most));

function legend(most: number, threshold: number): string {
  const entries = Array.from({ length: CLASSES }, (_, index) => index + 1)
    .map((number) => ({ number, first: firstOf(number, most, threshold) }))
    .filter(({ first }, index, all) => first !== all[index + 1]?.first)
    .map(({ number, first }) => entry(`class-${number}`, `${first.toLocaleString('en-US')} and more`));
  return [...entries, entry('hidden', 'not shown'), entry('rest', 'none, or among other states')].join('');
}

const entry = (kind: string, words: string): string =>
  `<span class="entry"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="${kind}" width="14" height="14"/></svg>${words}</span>`;

function describe(rows: readonly Row[], { threshold }: EmbedFigures): string {
  const named = rows.filter(({ sum }) => sum.atLeast > 0).slice(0, MOST_NAMED);
  const kept = rows.filter(({ sum }) => sum.atLeast === 0 && !sum.isWhole).length;
  const told = named.map(({ name, sum }) => `${name} (${sumInWords(sum, threshold)})`);
  const most =
    told.length === 0 ? 'No state has a count that is shown.' : `Most were sold in ${told.join(', ')}.`;
  return `Map of the United States by state of first sale. ${most}${kept > 0 ? ` The counts of ${kept} states are not shown.` : ''}`;
}
