/**
 * The one filter grammar: tiles, API, command line and page URL all read and write it here.
 *
 * Repeated or comma-separated values mean "any of"; an unknown name or a malformed value is a {@link FilterError}
 * that names it.
 */

import { isOnCalendar } from './is-on-calendar.ts';
import type { Told } from './languages/told.ts';
import { told } from './languages/told.ts';
import { ToldError } from './languages/told-error.ts';
import type { FirearmType, Indicator, Precision } from './vocabulary.ts';
import { FIREARM_TYPES, INDICATORS, PRECISIONS } from './vocabulary.ts';

export interface TraceFilter {
  /** First day of recovery included, `YYYY-MM-DD`. */
  readonly recoveredFrom?: string;
  /** First day of recovery no longer included, `YYYY-MM-DD`. */
  readonly recoveredTo?: string;
  /** Least time-to-crime in days, included. Unknown times never match. */
  readonly ttcMin?: number;
  /** Greatest time-to-crime in days, included. Unknown times never match. */
  readonly ttcMax?: number;
  /** Agency codes. */
  readonly agency?: readonly string[];
  /** USPS codes of the dealer's state. */
  readonly sourceState?: readonly string[];
  /** USPS codes of the state of recovery. */
  readonly recoveryState?: readonly string[];
  /** FIPS codes of the dealer's county. */
  readonly sourceCounty?: readonly string[];
  /** FIPS codes of the county of recovery. */
  readonly recoveryCounty?: readonly string[];
  /** Five-digit ZIP codes of the dealer. */
  readonly sourceZip?: readonly string[];
  /** Five-digit ZIP codes of the recovery. */
  readonly recoveryZip?: readonly string[];
  /** USPS codes of the state the purchaser lived in at the sale. */
  readonly purchaserState?: readonly string[];
  /** FIPS codes of the county the purchaser lived in at the sale. */
  readonly purchaserCounty?: readonly string[];
  /** Five-digit ZIP codes of the purchaser's home at the sale. */
  readonly purchaserZip?: readonly string[];
  readonly firearmType?: readonly FirearmType[];
  readonly caliber?: readonly string[];
  readonly manufacturer?: readonly string[];
  readonly crimeCode?: readonly string[];
  /** Dealer ids. */
  readonly dealer?: readonly number[];
  readonly indicator?: readonly Indicator[];
  readonly precisionMin?: Precision;
  /** Corridor ids: sold at an origin and recovered at a destination of the same corridor. */
  readonly corridor?: readonly number[];
  /** West, south, east, north in degrees: the place of recovery lies inside. */
  readonly bbox?: readonly [number, number, number, number];
}

/** A filter that cannot be read. `parameter` is the name as given; the message is fit to show. */
export class FilterError extends ToldError {
  constructor(
    readonly parameter: string,
    message: string | Told,
  ) {
    super(message);
    this.name = 'FilterError';
  }
}

interface Parameter<Key extends keyof TraceFilter> {
  readonly name: string;
  readonly key: Key;
  readonly parse: (values: readonly string[], name: string) => NonNullable<TraceFilter[Key]>;
}

const MOST_VALUES = 500;

function single(values: readonly string[], name: string): string {
  const [value, ...rest] = values;
  if (value === undefined || rest.length > 0)
    throw new FilterError(name, told('{name} takes exactly one value.', { name }));
  return value;
}

function isoDate(values: readonly string[], name: string): string {
  const value = single(values, name);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isOnCalendar(value)) {
    throw new FilterError(
      name,
      told('{name} must be a date like 2025-01-31, not "{value}".', { name, value }),
    );
  }
  return value;
}

function wholeNumber(value: string, name: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new FilterError(name, told('{name} must be a whole number, not "{value}".', { name, value }));
  return Number(value);
}

function oneOf<Value extends string>(allowed: readonly Value[]) {
  return (value: string, name: string): Value => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw new FilterError(
        name,
        told('{name} must be one of {allowed}, not "{value}".', { name, allowed: allowed.join(', '), value }),
      );
    }
    return found;
  };
}

function stateCode(value: string, name: string): string {
  if (!/^[A-Za-z]{2}$/.test(value)) {
    throw new FilterError(
      name,
      told('{name} must be a two-letter state code like MD, not "{value}".', { name, value }),
    );
  }
  return value.toUpperCase();
}

function fiveDigits(wrong: (given: { readonly name: string; readonly value: string }) => Told) {
  return (value: string, name: string): string => {
    if (!/^\d{5}$/.test(value)) {
      throw new FilterError(name, wrong({ name, value }));
    }
    return value;
  };
}

const countyCode = fiveDigits((given) =>
  told('{name} must be a five-digit county code (FIPS) like 24510, not "{value}".', given),
);
const zipCode = fiveDigits((given) =>
  told('{name} must be a five-digit ZIP code like 21202, not "{value}".', given),
);

function shortText(value: string, name: string): string {
  if (value.length > 100)
    throw new FilterError(name, told('{name} has a value longer than 100 characters.', { name }));
  return value;
}

function list<Value>(each: (value: string, name: string) => Value) {
  return (values: readonly string[], name: string): readonly Value[] => {
    if (values.length > MOST_VALUES) {
      throw new FilterError(
        name,
        told('{name} takes at most {most} values, not {count}.', {
          name,
          most: MOST_VALUES,
          count: values.length,
        }),
      );
    }
    return [...new Set(values.map((value) => each(value, name)))];
  };
}

function boundingBox(values: readonly string[], name: string): [number, number, number, number] {
  const [west, south, east, north, ...rest] = values.map(Number);
  const complete =
    west !== undefined &&
    south !== undefined &&
    east !== undefined &&
    north !== undefined &&
    rest.length === 0;
  if (
    !complete ||
    ![west, south, east, north].every(Number.isFinite) ||
    values.some((value) => value === '') ||
    west < -180 ||
    east > 180 ||
    south < -90 ||
    north > 90 ||
    west > east ||
    south > north
  ) {
    throw new FilterError(
      name,
      told('{name} must be west,south,east,north in degrees (for example -77,39,-76,40), not "{value}".', {
        name,
        value: values.join(','),
      }),
    );
  }
  return [west, south, east, north];
}

function parameter<Key extends keyof TraceFilter>(
  name: string,
  key: Key,
  parse: Parameter<Key>['parse'],
): Parameter<Key> {
  return { name, key, parse };
}

const PARAMETERS = [
  parameter('recovered_from', 'recoveredFrom', isoDate),
  parameter('recovered_to', 'recoveredTo', isoDate),
  parameter('ttc_min', 'ttcMin', (values, name) => wholeNumber(single(values, name), name)),
  parameter('ttc_max', 'ttcMax', (values, name) => wholeNumber(single(values, name), name)),
  parameter('agency', 'agency', list(shortText)),
  parameter('source_state', 'sourceState', list(stateCode)),
  parameter('recovery_state', 'recoveryState', list(stateCode)),
  parameter('source_county', 'sourceCounty', list(countyCode)),
  parameter('recovery_county', 'recoveryCounty', list(countyCode)),
  parameter('source_zip', 'sourceZip', list(zipCode)),
  parameter('recovery_zip', 'recoveryZip', list(zipCode)),
  parameter('purchaser_state', 'purchaserState', list(stateCode)),
  parameter('purchaser_county', 'purchaserCounty', list(countyCode)),
  parameter('purchaser_zip', 'purchaserZip', list(zipCode)),
  parameter('firearm_type', 'firearmType', list(oneOf(FIREARM_TYPES))),
  parameter('caliber', 'caliber', list(shortText)),
  parameter('manufacturer', 'manufacturer', list(shortText)),
  parameter('crime_code', 'crimeCode', list(shortText)),
  parameter('dealer', 'dealer', list(wholeNumber)),
  parameter('indicator', 'indicator', list(oneOf(INDICATORS))),
  parameter('precision_min', 'precisionMin', (values, name) => oneOf(PRECISIONS)(single(values, name), name)),
  parameter('corridor', 'corridor', list(wholeNumber)),
  parameter('bbox', 'bbox', boundingBox),
] as const;

/** Names of all filter parameters, in the order they are written. */
export const FILTER_PARAMETERS: readonly string[] = PARAMETERS.map(({ name }) => name);

/**
 * Reads a filter from query parameters. `others` names the parameters that belong to the caller (like `limit`) and
 * are left alone; any further name is refused. Empty values are refused too.
 */
export function parseTraceFilter(query: URLSearchParams, others: readonly string[] = []): TraceFilter {
  for (const name of query.keys()) {
    if (!FILTER_PARAMETERS.includes(name) && !others.includes(name)) {
      throw new FilterError(
        name,
        told('There is no filter "{name}". Known are {parameters}.', {
          name,
          parameters: FILTER_PARAMETERS.join(', '),
        }),
      );
    }
  }
  const filter: Record<string, unknown> = {};
  for (const { name, key, parse } of PARAMETERS) {
    if (!query.has(name)) continue;
    const values = query.getAll(name).flatMap((value) => value.split(',').map((part) => part.trim()));
    if (values.includes('')) throw new FilterError(name, told('{name} has an empty value.', { name }));
    filter[key] = parse(values, name);
  }
  return checkOrder(filter as TraceFilter);
}

function checkOrder(filter: TraceFilter): TraceFilter {
  const { recoveredFrom, recoveredTo, ttcMin, ttcMax } = filter;
  if (recoveredFrom !== undefined && recoveredTo !== undefined && recoveredFrom > recoveredTo) {
    throw new FilterError(
      'recovered_to',
      told('recovered_to ({recoveredTo}) lies before recovered_from ({recoveredFrom}).', {
        recoveredTo,
        recoveredFrom,
      }),
    );
  }
  if (ttcMin !== undefined && ttcMax !== undefined && ttcMin > ttcMax) {
    throw new FilterError(
      'ttc_max',
      told('ttc_max ({ttcMax}) is smaller than ttc_min ({ttcMin}).', { ttcMax, ttcMin }),
    );
  }
  return filter;
}

/** Writes a filter as query parameters, always in the same order, so that equal filters give equal text. */
export function formatTraceFilter(filter: TraceFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const { name, key } of PARAMETERS) {
    const value = filter[key];
    if (value === undefined) continue;
    const isBox = key === 'bbox';
    if (Array.isArray(value)) {
      if (value.length > 0) query.set(name, (isBox ? value : [...value].sort()).join(','));
    } else {
      query.set(name, String(value));
    }
  }
  return query;
}
