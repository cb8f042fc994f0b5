/** Columns of links, debriefs, thefts, sales and inspections. */
import type { ColumnMeanings } from './export-column.ts';
import { AS_WRITTEN, date, FILE, integer, KEPT, key, PLACED, real, text } from './export-column.ts';
import { AREAS, GUN, OWNER, PRECISION, SOURCE } from './record-columns.ts';

/** The dealer that a record is about. */
const DEALER: ColumnMeanings = {
  dealerId: key('Number of the dealer the record is about; the id in the layer dealers.'),
  dealerName: text('Name of that dealer; empty where none may be told.', FILE),
  dealerLicense: text('Licence number of that dealer.', FILE),
  dealerState: text('State of that dealer, as its two-letter USPS code.', FILE),
};

/** What a link's cell tells of each of its incidents. */
const ofEach = (means: string, from = FILE) => text(`Of each incident, parted by "; ": ${means}.`, from);

export const LINK_COLUMNS_MEAN: ColumnMeanings = {
  ...OWNER,
  linkNumber: text('Number of the link in the file.', FILE),
  linkType: text('hit where an examiner confirmed it, lead where nobody has.', FILE),
  linkedOn: date('Day on which the link was made.', FILE),
  chain: key('Equal for links that share an incident, directly or through others.'),
  incidents: integer('Incidents the link joins.', 'counted', 'incidents'),
  incidentIds: ofEach('number of its record', KEPT),
  incidentAgencies: ofEach('agency, as the file names it'),
  incidentNumbers: ofEach('case number'),
  occurredOn: ofEach('day, YYYY-MM-DD'),
  evidence: ofEach('what was found'),
  calibers: ofEach('calibre'),
  places: ofEach('area in words', PLACED),
  states: ofEach('state, as its USPS code', PLACED),
  counties: ofEach('county, as its FIPS code', PLACED),
  precisions: ofEach('how exactly the place is known', PLACED),
  positions: ofEach('longitude and latitude, where the place is known to the street or better', PLACED),
  sourceFiles: ofEach('name of the file; empty for other agencies', KEPT),
  sourceRows: ofEach('line of that file', KEPT),
};

export const DEBRIEF_COLUMNS: ColumnMeanings = {
  ...OWNER,
  debriefedOn: date('Day of the interview.', FILE),
  obtainedOn: date('Day on which the gun was obtained, as it was told.', FILE),
  obtainedHow: text('How it was obtained, as it was told: theft, street, online and so on.', FILE),
  reportedHow: text('The same in the words of the file.', AS_WRITTEN),
  obtainedFrom: text('From what kind of person or place; never who.', FILE),
  reportedFrom: text('The same in the words of the file.', AS_WRITTEN),
  priceDollars: real('What was paid, as it was told.', FILE, 'US dollars'),
  ...GUN,
  ...PRECISION,
  ...AREAS,
  ...SOURCE,
};

export const THEFT_COLUMNS: ColumnMeanings = {
  ...OWNER,
  reportNumber: text('Number of the report.', FILE),
  stolenOn: date('Day of the theft or loss.', FILE),
  reportedOn: date('Day of the report.', FILE),
  theftKind: text('How the guns were lost: burglary, larceny, lost and so on.', FILE),
  reportedKind: text('The same in the words of the file.', AS_WRITTEN),
  victimKind: text('Who reported it: dealer, carrier, private, agency or unknown; never by name.', FILE),
  guns: integer('Guns the row stands for.', FILE, 'guns'),
  ...GUN,
  ...DEALER,
  ...PRECISION,
  ...AREAS,
  ...SOURCE,
};

export const DEALER_SALES_COLUMNS: ColumnMeanings = {
  ...OWNER,
  ...DEALER,
  periodFrom: date('First day of the period.', FILE),
  periodTo: date('First day after the period.', FILE),
  gunsSold: integer('Guns the dealer sold in the period.', FILE, 'guns'),
  handgunsSold: integer('Handguns among them.', FILE, 'guns'),
  longGunsSold: integer('Rifles and shotguns among them.', FILE, 'guns'),
  crimeGuns: integer('Crime guns that the file itself counts for the dealer.', FILE, 'guns'),
  ...SOURCE,
};

export const MULTIPLE_SALE_COLUMNS: ColumnMeanings = {
  ...OWNER,
  ...DEALER,
  reportId: key('Equal for guns of one sale.'),
  reportNumber: text('Number of the report.', FILE),
  soldOn: date('Day of the sale.', FILE),
  guns: integer('Guns the row stands for.', FILE, 'guns'),
  gunsOfSale: integer('All guns of the sale.', 'counted', 'guns'),
  ...GUN,
  place: text('Where the buyer lived, by ZIP at the finest, in words; never who.', PLACED),
  state: text('State where the buyer lived, as its USPS code.', PLACED),
  county: text('County where the buyer lived, as its FIPS code.', PLACED),
  ...SOURCE,
};

export const INSPECTION_COLUMNS: ColumnMeanings = {
  ...OWNER,
  ...DEALER,
  inspectedOn: date('Day of the inspection.', FILE),
  result: text('What came of it, from no_violations to revocation.', FILE),
  reportedResult: text('The same in the words of the file.', AS_WRITTEN),
  violations: integer('Violations found; empty where the file does not say.', FILE, 'violations'),
  ...SOURCE,
};
