import type { PlotOptions } from '@observablehq/plot';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlasText from 'us-atlas/states-albers-10m.json?raw';
import { countClasses } from '../../../domain/count-classes.ts';
import { statesDrawing } from '../../../domain/geography/states-drawing.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import type { ReleasedPart } from '../../../domain/released-map.ts';
import { mostOf, releasedMap } from '../../../domain/released-map.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';

const atlas: Topology<{ states: GeometryCollection }> = JSON.parse(atlasText);
const STATES = statesDrawing(feature(atlas, atlas.objects.states));

/** Each drawing has names of its own: one that is hidden on a page of paper would hide what others take from it. */
let drawings = 0;

/** With the name of the hatching. */
type MapRoom = PlotRoom & { readonly hatch: string };

/** The map of states with its lines and what its colours mean, as a chart that is all one mark. */
export function mapPlot(figures: ReleasedFigures, ofPage: PlotRoom): PlotOptions {
  drawings += 1;
  const frame = `released-frame-${drawings}`;
  const room: MapRoom = { ...ofPage, hatch: `released-hatch-${drawings}` };
  const { markup: states, box } = releasedMap(STATES, figures, (part) => paint(part, room));
  const scale = room.width / box.width;
  const mapHeight = Math.ceil(box.height * scale);
  const below = legend(figures, room);
  const markup = [
    hatched(room),
    `<clipPath id="${frame}"><rect width="${room.width}" height="${mapHeight}"/></clipPath>`,
    `<g clip-path="url(#${frame})"><g transform="scale(${scale}) translate(${-box.x} ${-box.y})">${states}</g></g>`,
    `<g text-anchor="start" transform="translate(0 ${mapHeight + GAP_PX})">${below.markup}</g>`,
  ].join('');
  return {
    height: mapHeight + GAP_PX + below.heightPx,
    margin: 0,
    marks: [
      (_index, _scales, _values, _dimensions, context) => {
        const group = context.document.createElementNS('http://www.w3.org/2000/svg', 'g');
        group.innerHTML = markup;
        return group;
      },
    ],
  };
}

/** Hatched as what is not shown is everywhere. */
const hatched = ({ palette, quiet, hatch }: MapRoom): string =>
  `<defs><pattern id="${hatch}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="${palette.untold}"/><rect width="2" height="7" fill="${quiet}"/></pattern></defs>`;

function paint(part: ReleasedPart, { palette, ink, quiet, hatch }: MapRoom): string {
  const edge = `stroke="${palette.casing}"`;
  switch (part) {
    case 'rest':
      return `fill="${palette.untold}" ${edge}`;
    case 'none':
      return `fill="${palette.land}" stroke="${quiet}"`;
    case 'hidden':
      return `fill="url(#${hatch})" ${edge}`;
    case 'line':
      return `stroke="${palette.flow}"`;
    case 'casing':
      return edge;
    case 'head':
      return `fill="${palette.flow}" ${edge}`;
    case 'stayed':
      return `fill="none" stroke="${palette.flow}"`;
    case 'count':
      return `fill="${ink}" stroke="${palette.casing}" paint-order="stroke" stroke-linejoin="round" font-weight="600"`;
    default:
      return `fill="${palette.soldClasses[Number(part.slice('class-'.length)) - 1]}" ${edge}`;
  }
}

const GAP_PX = 10;
const ENTRY_WIDTH_PX = 122;
const ROW_PX = 22;

/** What colours mean, below the map: as large on a phone as on a wall. */
function legend(figures: ReleasedFigures, room: MapRoom): { markup: string; heightPx: number } {
  const entries: (readonly [ReleasedPart, string])[] = [
    ...countClasses(mostOf(figures), figures.threshold).map(
      ({ number, first }) =>
        [`class-${number}`, say('{first} or more', { first: formatCount(first) })] as const,
    ),
    ['hidden', say('not shown')],
    ['rest', say('none or other')],
  ];
  const inRow = Math.max(1, Math.floor(room.width / ENTRY_WIDTH_PX));
  const markup = entries.map(([part, words], index) => {
    const [x, y] = [(index % inRow) * ENTRY_WIDTH_PX, Math.floor(index / inRow) * ROW_PX];
    return `<rect ${paint(part, room)} x="${x}" y="${y}" width="14" height="14"/><text x="${x + 20}" y="${y + 11}" font-size="12" fill="${room.ink}">${words}</text>`;
  });
  return { markup: markup.join(''), heightPx: Math.ceil(entries.length / inRow) * ROW_PX };
}
