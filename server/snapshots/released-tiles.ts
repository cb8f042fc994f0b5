/** The map of a page as vector tiles, for maps of other programs: the same figures as on the page, and nothing that is not shown there. */
import { countClass, countClasses } from '../../domain/count-classes.ts';
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import { flowCurve } from '../../domain/geography/flow-curve.ts';
import { stateByCode } from '../../domain/geography/states.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { howItWasCounted, sourceInWords, sumInWords, whatIsShown } from '../../domain/released-figures.ts';
import { mostOf } from '../../domain/released-map.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import { encodeLayers } from '../tiles/encode-tile.ts';
import { pmtilesArchive } from '../tiles/pmtiles-archive.ts';
import type { Tile } from '../tiles/tile.ts';
import type { TileFeature } from '../tiles/tile-query.ts';
import { inWorld } from '../tiles/world-position.ts';
import type { TilesBy } from './state-tiles.ts';
import { lineInTiles, MOST_ZOOM, stateMiddle, statesInTiles } from './state-tiles.ts';

type Row = ReleasedFigures['rows'][number];
type Properties = TileFeature['properties'];

/** West, south, east, north: from the Aleutians, over the antimeridian, to the islands in the Pacific. */
const BOUNDS = [-180, -15, 180, 72] as const;
const MIDDLE_OF_THE_STATES = { lon: -98, lat: 39 };
const USUAL_ZOOM = 3;

const TOLD = { words: 'String', count: 'Number', whole: 'Boolean', class: 'Number' } as const;
const LAYERS = [
  { id: 'states', fields: { code: 'String', name: 'String', home: 'Boolean', ...TOLD } },
  {
    id: 'flows',
    fields: {
      origin: 'String',
      origin_name: 'String',
      destination: 'String',
      destination_name: 'String',
      ...TOLD,
    },
  },
].map((layer) => ({ ...layer, minzoom: 0, maxzoom: MOST_ZOOM }));

/** The map of where guns were sold as a PMTiles archive: layers `states` and `flows`. */
export function releasedTiles(title: string, figures: ReleasedFigures): Buffer {
  const states = statesLayer(figures);
  const flows = flowsLayer(figures);
  const home = figures.home === null ? null : stateMiddle(figures.home);
  const keys = [...new Set([...states.keys(), ...flows.keys()])];
  return pmtilesArchive({
    tiles: keys.map((key) => ({
      tile: tileOf(key),
      bytes: encodeLayers({ states: states.get(key) ?? [], flows: flows.get(key) ?? [] }),
    })),
    metadata: {
      name: title,
      description: [
        whatIsShown(figures),
        howItWasCounted(figures),
        wordsIn(figures.language).notARandomSample,
      ].join(' '),
      // Maps show it as HTML.
      attribution: escapedMarkup(sourceInWords(figures)),
      type: 'overlay',
      vector_layers: LAYERS,
      // From how many guns on each class is.
      classes: countClasses(mostOf(figures), figures.threshold).map(({ number, first }) => ({
        class: number,
        first,
      })),
    },
    bounds: BOUNDS,
    centre: { ...(home ?? MIDDLE_OF_THE_STATES), zoom: USUAL_ZOOM },
  });
}

function tileOf(key: string): Tile {
  const [z = 0, x = 0, y = 0] = key.split('/').map(Number);
  return { z, x, y };
}

/** All states, with what is told of each. */
function statesLayer(figures: ReleasedFigures): TilesBy<TileFeature[]> {
  const rowOf = new Map(figures.rows.map((row) => [row.code, row]));
  const { noneOrOther } = wordsIn(figures.language).map;
  const propertiesOf = (code: string): Properties => {
    const row = rowOf.get(code);
    return {
      code,
      name: row?.name ?? stateByCode(code)?.name ?? code,
      home: code === figures.home,
      ...(row === undefined ? { words: noneOrOther } : told(row, figures)),
    };
  };
  return new Map(
    [...statesInTiles()].map(([key, states]) => [
      key,
      states.map(({ code, rings }) => ({ type: 'polygon', geometry: rings, properties: propertiesOf(code) })),
    ]),
  );
}

/** Lines to the state of recovery from the others that a number is told of, the largest last: above the others. */
function flowsLayer(figures: ReleasedFigures): TilesBy<TileFeature[]> {
  const { home } = figures;
  const end = home === null ? null : stateMiddle(home);
  const flows = new Map<string, TileFeature[]>();
  if (home === null || end === null) return flows;
  for (const row of figures.rows.toReversed()) {
    const start = row.code === home || row.sum.atLeast === 0 ? null : stateMiddle(row.code);
    if (start === null) continue;
    const properties: Properties = {
      origin: row.code,
      origin_name: row.name,
      destination: home,
      destination_name: wordsIn(figures.language).source(home, stateByCode(home)?.name ?? home),
      ...told(row, figures),
    };
    const line = flowCurve(start, end).map(([lon, lat]) => inWorld(lon, lat));
    for (const [key, geometry] of lineInTiles(line)) {
      flows.set(key, [...(flows.get(key) ?? []), { type: 'line', geometry, properties }]);
    }
  }
  return flows;
}

/** What is told of a sum: in words, and as a number where there is one. `whole`: whether that is all, else at least. */
function told({ sum }: Row, figures: ReleasedFigures): Properties {
  const words = sumInWords(sum, figures);
  if (sum.atLeast === 0) return sum.isWhole ? { words, count: 0, whole: true } : { words };
  return { words, count: sum.atLeast, whole: sum.isWhole, class: countClass(sum.atLeast, mostOf(figures)) };
}
