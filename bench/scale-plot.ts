import type { Measurement } from './measurement.ts';

const WIDTH = 860;
const ROW_HEIGHT = 22;
const PLOT_LEFT = 430;
const PLOT_RIGHT = 820;
const TOP = 64;
const DECADES_MS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];
const INK = '#333';
const COLOURS = ['#0f766e', '#b45309', '#3b5bdb', '#666'];

/**
 * How long each question takes, a row a question on a logarithmic axis of milliseconds and a dot a number of traces; a
 * tick stands at the target. An SVG that needs no other file.
 */
export function scalePlot(bySize: ReadonlyMap<number, readonly Measurement[]>): string {
  const sizes = [...bySize.keys()];
  const questions = [
    ...new Set([...bySize.values()].flatMap((figures) => figures.filter(isTime).map(({ metric }) => metric))),
  ];
  const height = TOP + ROW_HEIGHT * questions.length + 16;
  const axis = DECADES_MS.map((ms) => {
    const words = ms < 1000 ? `${ms} ms` : `${(ms / 1000).toLocaleString('en-US')} s`;
    return `<path d="M${xOf(ms)} ${TOP - 12}V${height - 16}" stroke="#ddd"/>${text(xOf(ms), TOP - 18, words, 'middle')}`;
  });
  const key = sizes.map(
    (size, index) =>
      `<circle cx="${PLOT_LEFT + 130 * index}" cy="20" r="4" fill="${colourAt(index)}"/>` +
      text(PLOT_LEFT + 8 + 130 * index, 24, `${size.toLocaleString('en-US')} traces`, 'start'),
  );
  const rows = questions.map((question, row) => {
    const y = TOP + ROW_HEIGHT * row;
    const marks = sizes.map((size, index) => {
      const figure = bySize.get(size)?.find(({ metric }) => metric === question);
      return figure === undefined ? '' : mark(figure, y, colourAt(index));
    });
    return `${text(PLOT_LEFT - 12, y + 4, question, 'end')}${marks.join('')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<title>Times by the number of traces, with their targets</title>
<rect width="100%" height="100%" fill="#fff"/>
${[...axis, ...key, ...rows].join('\n')}
</svg>
`;
}

const isTime = ({ unit, value }: Measurement) => (unit === 'ms' || unit === 's') && value !== null;

const milliseconds = (value: number, unit: string) => (unit === 's' ? value * 1000 : value);

function mark({ value, unit, target }: Measurement, y: number, colour: string): string {
  if (value === null) return '';
  const bound = target === null ? null : Number(target.replace(/^<= /, ''));
  const tick =
    bound === null
      ? ''
      : `<path d="M${xOf(milliseconds(bound, unit))} ${y - 8}v16" stroke="${colour}" stroke-width="2"/>`;
  return `${tick}<circle cx="${xOf(milliseconds(value, unit))}" cy="${y}" r="4" fill="${colour}"/>`;
}

const colourAt = (index: number) => COLOURS[Math.min(index, COLOURS.length - 1)] ?? INK;

/** Logarithmic, times below or above the axis at its ends. */
function xOf(ms: number): number {
  const decades = DECADES_MS.length - 1;
  const part = Math.min(1, Math.max(0, Math.log10(ms) / decades));
  return Math.round(PLOT_LEFT + part * (PLOT_RIGHT - PLOT_LEFT));
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${INK}">${escaped}</text>`;
}
