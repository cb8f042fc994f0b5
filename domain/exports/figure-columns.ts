/** Columns of figures: dealers, flows, hotspots and areas. */
import type { ColumnMeanings } from './export-column.ts';
import { COMPUTED, flag, integer, KEPT, key, LICENCE, real, text } from './export-column.ts';
import { PRECISION } from './record-columns.ts';

const count = (means: string, unit = 'guns') => integer(means, COMPUTED, unit);
const figure = (means: string, unit: string) => real(means, COMPUTED, unit);
const PART = 'part of 1';
const RELEASED = 'counts released for everybody';

/** A figure's two ends, where the true one lies with 95 %. */
const interval = (name: string, of: string, unit: string): ColumnMeanings => ({
  [`${name}Low`]: figure(`Lower end of the 95 % interval of ${of}.`, unit),
  [`${name}High`]: figure(`Upper end of the 95 % interval of ${of}.`, unit),
});

const KNOWN = count('Guns of known time-to-crime: what the figures about it rest on.');

export const DEALER_COLUMNS_MEAN: ColumnMeanings = {
  id: key('Number of the dealer in this installation.'),
  licenseNumber: text('Federal firearms licence number.', LICENCE),
  name: text('Name of the business, else of the licensee. Traced is not accused.', LICENCE),
  licenseType: text("ATF's type of the licence.", LICENCE),
  street: text('Street address of the premises.', LICENCE),
  city: text('City of the premises.', LICENCE),
  state: text('State of the premises, as its two-letter USPS code.', LICENCE),
  zip: text('ZIP of the premises.', LICENCE),
  ...PRECISION,
  listed: flag("Whether it stands in ATF's list of licensed dealers.", LICENCE),
  traces: count('Guns of the filter traced to this dealer.'),
  knownTimeToCrime: KNOWN,
  shortTimeToCrime: count('Guns among them that were recovered within 3 years (1,095 days) of their sale.'),
  medianTimeToCrimeDays: figure('Half of the guns were recovered within so many days of their sale.', 'days'),
  purchasers: count('Different first buyers known; empty where none is told.', 'purchasers'),
  repeatPurchasers: count('Of these, those who bought two or more of these guns.', 'purchasers'),
  statesKnown: count('Guns whose states of sale and recovery are known.'),
  otherState: count('Of these, guns recovered in another state than they were sold in.'),
  medianDistanceKm: figure('Half of the guns were recovered no farther from the dealer.', 'kilometres'),
  distancesKnown: count('Guns of which the distance is known.'),
  firstYear: integer('Year of the first recovery.', COMPUTED),
  lastYear: integer('Year of the last recovery.', COMPUTED),
  multipleSales: count('Reported multiple sales; empty where sales are not shared with you.', 'sales'),
  thefts: count('Guns reported stolen or lost; empty where sales are not shared with you.'),
  shortShare: figure('Guns sold within 3 years, out of those of known time-to-crime.', PART),
  ...interval('shortShare', 'shortShare', PART),
  yearsAtThreshold: text(
    'Years in which at least 25 guns were recovered within 3 years of their sale, parted by "; ".',
    COMPUTED,
  ),
  sold: count('Guns sold in the periods that files of sales tell of; empty where none is known.'),
  tracesOfSales: count('Guns of these sales that were traced.'),
  tracesPer1000Sold: figure('Guns traced per 1,000 sold.', 'guns per 1,000 sold'),
  ...interval('tracesPer1000Sold', 'tracesPer1000Sold', 'guns per 1,000 sold'),
  salesAtRisk: figure('Sales that could have been seen by now: recent ones count in part.', 'guns'),
  expectedTraces: figure('Traces that so many sales have on average.', 'guns'),
  funnelPlace: text(
    'Where the traces lie among the limits of the funnel, from below998 to above998.',
    COMPUTED,
  ),
  funnelAdjustedP: figure('How likely so far out is by chance, adjusted for many tests.', PART),
  rankExpected: figure('Its rank by true rate on average, 1 the highest.', 'rank'),
  ...interval('rank', 'its rank', 'rank'),
};

export const FLOW_COLUMNS: ColumnMeanings = {
  origin: text('Code of the area of sale: a USPS code, FIPS code, ZIP or H3 cell by level.', COMPUTED),
  destination: text('Code of the area of recovery, of the same kind.', COMPUTED),
  originName: text('Name of the area of sale.', COMPUTED),
  destinationName: text('Name of the area of recovery.', COMPUTED),
  count: count('Guns sold in the one and recovered in the other.'),
  share: figure('These guns out of all of the filter that were traced.', PART),
  medianTimeToCrimeDays: figure('Half of the guns were recovered within so many days of their sale.', 'days'),
  shortTimeToCrimeShare: figure('Guns sold within 3 years, out of those of known time-to-crime.', PART),
  knownTimeToCrime: KNOWN,
  distanceKm: figure('From the middle of the one area to that of the other.', 'kilometres'),
};

export const RELEASED_COLUMNS_MEAN: ColumnMeanings = {
  agency: text('Code of the agency whose guns are counted.', KEPT),
  year: integer('Year of recovery.', RELEASED),
  area: text('Code of the county of recovery (FIPS), "other", or "all" for all of the agency.', RELEASED),
  areaName: text('Name of that area.', RELEASED),
  way: text('How guns are told apart: source (state of sale), time, type, or all for none.', RELEASED),
  category: text('Code of the class: a USPS code, a class of time-to-crime, a type, or "all".', RELEASED),
  categoryName: text('Name of that class.', RELEASED),
  guns: integer('Guns recovered; empty where the count is not shown.', RELEASED, 'guns'),
  told: text(
    'shown; fewer: more than 0 and fewer than threshold; part: part of such a count; withheld: another could be worked out from it.',
    RELEASED,
  ),
  threshold: integer('Counts of fewer guns are not shown.', RELEASED, 'guns'),
};

export const HOTSPOT_COLUMNS_MEAN: ColumnMeanings = {
  cell: text('H3 index of the cell.', KEPT),
  place: text('The ZIP and county that something in it lies in.', COMPUTED),
  count: count('What is counted, in the cell.', 'guns or shootings'),
  nearby: count('The same in the cell and those near it.', 'guns or shootings'),
  expected: figure('How many there would be there if all were spread evenly.', 'guns or shootings'),
  outOf: count(
    'What the rate is out of: recoveries of known time-to-crime, or inhabitants.',
    'guns or inhabitants',
  ),
  rate: figure('count / outOf; empty without a rate.', 'part, or per inhabitant'),
  smoothedRate: figure('The rate drawn towards that of the whole study area.', 'part, or per inhabitant'),
  z: figure('Getis-Ord Gi*: how far nearby is from expected.', 'standard deviations'),
  p: figure('How likely so large a z is by chance (two-sided).', PART),
  adjustedP: figure('The same, adjusted for the number of cells (Benjamini-Hochberg).', PART),
  class: text('hot99, hot95, hot90, none, cold90, cold95, cold99. Only 95 and 99 are significant.', COMPUTED),
  emergingSide: text('hot or cold, where a course over periods was asked for.', COMPUTED),
  emergingCourse: text('Its course over the periods: new, persistent, sporadic and so on.', COMPUTED),
  trendZ: figure('Trend of its scores over the periods (Mann-Kendall).', 'standard deviations'),
  trendP: figure('How likely so large a trend is by chance.', PART),
};

/** A figure of areas: its value, the ends of its interval, and whether it rests on few guns. */
const balance = (name: string, means: string, unit: string): ColumnMeanings => ({
  [name]: figure(means, unit),
  ...interval(name, name, unit),
  [`${name}Few`]: flag(`Whether ${name} rests on fewer than 20 guns.`, COMPUTED),
});
const RATE = 'guns per 100,000 inhabitants';

export const AREA_BALANCE_COLUMNS_MEAN: ColumnMeanings = {
  code: text('Code of the area: a two-letter USPS code, or a five-digit FIPS code for counties.', KEPT),
  name: text('Name of the area.', KEPT),
  population: integer('Inhabitants in 2020.', '2020 census', 'inhabitants'),
  exported: count('Guns sold by dealers of this area and recovered in another.'),
  imported: count('Guns recovered in this area and sold in another.'),
  stayed: count('Guns sold and recovered in this area.'),
  ...balance('exportedPer100000', 'Exported guns by inhabitants.', RATE),
  ...balance('importedPer100000', 'Imported guns by inhabitants.', RATE),
  ...balance('ratio', 'Exported / imported guns.', 'ratio'),
  ...balance('shortShare', 'Exported guns sold within 3 years, out of those of known time-to-crime.', PART),
  knownTimeToCrime: count('Exported guns of known time-to-crime: what shortShare rests on.'),
  per: text('What the rates are per.', KEPT),
};
