import { told } from '../../domain/languages/told.ts';
import { FILTER_PARAMETERS, FilterError } from '../../domain/trace-filter.ts';
import { exportQuestion } from '../exports/export-question.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import type { Cql2 } from './cql2/cql2.ts';
import { boxGeometry } from './cql2/cql2.ts';
import { GEOMETRY_NAME } from './cql2/cql2-sql.ts';
import { parseCql2 } from './cql2/parse-cql2.ts';
import { datetimeCondition } from './datetime-condition.ts';
import type { FeatureQuestion } from './feature-source.ts';
import { LITERAL_EXAMPLES, literalOf } from './literal-of.ts';
import type { OgcCollection } from './ogc-collections.ts';

/** More than that is read page by page. */
export const MOST_FEATURES = 10_000;
const LIMITS = { least: 1, most: 1_000_000_000, otherwise: 100 } as const;

/** Parameters of the standard. */
const STANDARD = [
  'limit',
  'bbox',
  'bbox-crs',
  'crs',
  'datetime',
  'filter',
  'filter-lang',
  'filter-crs',
  'after',
  'f',
];
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** Names of the page's own parameters that hold for a collection. */
export const ownParametersOf = ({ layer, parameters }: OgcCollection): readonly string[] =>
  layer === null ? [] : [...FILTER_PARAMETERS.filter((name) => name !== 'bbox'), ...parameters];

/** What of a query is the page's own: it says which figures there are, so that one of them is asked for with it too. */
export function ownQueryOf(collection: OgcCollection, query: URLSearchParams): URLSearchParams {
  const own = ownParametersOf(collection);
  return new URLSearchParams([...query].filter(([name]) => own.includes(name)));
}

/**
 * What a request for features asks: `limit`, `bbox`, `datetime` and `filter` of the standard, the page's own filter, and any
 * property by its name. A FilterError that names what is wrong.
 */
export function itemsQuestion(collection: OgcCollection, query: URLSearchParams): FeatureQuestion {
  for (const name of ['crs', 'bbox-crs', 'filter-crs'] as const) choiceParameter(query, name, [CRS84]);
  choiceParameter(query, 'filter-lang', ['cql2-text']);
  const own = ownParametersOf(collection);
  const filter = query.get('filter');
  const parts = [
    ...boxCondition(collection, query.get('bbox')),
    ...datetimeCondition(collection.day, query.get('datetime')),
    ...propertyConditions(collection, query, own),
    ...(filter === null ? [] : [parseCql2(filter)]),
  ];
  const [only, ...more] = parts;
  return {
    asked: exportQuestion(ownQueryOf(collection, query)),
    where: only === undefined ? null : more.length === 0 ? only : { is: 'and', parts },
    // More than a page holds is no error, says the standard.
    limit: Math.min(MOST_FEATURES, wholeNumberParameter(query, 'limit', LIMITS)),
    after: query.get('after'),
  };
}

/** Features that have no geometry lie in no box. */
function boxCondition({ source }: OgcCollection, text: string | null): Cql2[] {
  if (text === null || !source.hasGeometry) return [];
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west, south, east, north] = numbers.length === 6 ? [0, 1, 3, 4].map((at) => numbers[at]) : numbers;
  const isBox =
    (numbers.length === 4 || numbers.length === 6) &&
    isBetween(west, -180, 180) &&
    isBetween(east, -180, 180) &&
    isBetween(south, -90, 90) &&
    isBetween(north, south, 90);
  if (!isBox) {
    throw new FilterError(
      'bbox',
      told('{name} must be west,south,east,north in degrees (for example -77,39,-76,40), not "{value}".', {
        name: 'bbox',
        value: text,
      }),
    );
  }
  // A box over the antimeridian is two.
  const boxes = west <= east ? [[west, east] as const] : [[west, 180] as const, [-180, east] as const];
  const inBoxes = boxes.map(
    ([from, to]): Cql2 => ({
      is: 'spatial',
      operator: 'S_INTERSECTS',
      left: { is: 'property', name: GEOMETRY_NAME },
      right: { is: 'geometry', geometry: boxGeometry(from, south, to, north) },
    }),
  );
  return inBoxes.length === 1 ? inBoxes : [{ is: 'or', parts: inBoxes }];
}

const isBetween = (value: number | undefined, least: number, most: number): value is number =>
  value !== undefined && value >= least && value <= most;

/** `?firearmType=pistol`: a property and its value. */
function propertyConditions(
  { source }: OgcCollection,
  query: URLSearchParams,
  own: readonly string[],
): Cql2[] {
  return [...query].flatMap(([name, value]): Cql2[] => {
    if (STANDARD.includes(name) || own.includes(name)) return [];
    const column = source.columns.find((one) => one.name === name && source.queryable.has(name));
    if (column === undefined) {
      const known = [...STANDARD, ...own, ...source.queryable].join(', ');
      throw new FilterError(
        name,
        told('There is no parameter "{name}" here. Known are {known}.', { name, known }),
      );
    }
    const right = literalOf(column.type, value);
    if (right === null) {
      throw new FilterError(
        name,
        told('{name} must be {example}, not "{value}".', {
          name,
          example: LITERAL_EXAMPLES[column.type],
          value,
        }),
      );
    }
    return [{ is: 'compared', operator: '=', left: { is: 'property', name }, right }];
  });
}
