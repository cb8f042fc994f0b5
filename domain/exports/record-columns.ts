/** Columns that records share, and those of recoveries and incidents. */
import type { ColumnMeanings } from './export-column.ts';
import {
  AS_WRITTEN,
  date,
  FILE,
  flag,
  integer,
  KEPT,
  key,
  PLACED,
  real,
  TRACE,
  text,
} from './export-column.ts';

/** Whose a record is. */
export const OWNER: ColumnMeanings = {
  id: key('Number of the record in this installation; stays the same as long as the record is kept.'),
  agency: text('Code of the agency whose record it is.', KEPT),
  agencyName: text('Name of that agency.', KEPT),
};

/** The line of the file that a record came from. */
export const SOURCE: ColumnMeanings = {
  sourceFile: text('Name of the file the record was read from; empty for records of other agencies.', KEPT),
  sourceRow: integer('Line of that file, its heading being line 1.', KEPT),
};

export const PRECISION: ColumnMeanings = {
  precision: text(
    'How exactly the place is known, from most to least: point, range, intersection, block, street, zip, city, county, state, none. Only street and better have coordinates here.',
    PLACED,
  ),
};

const PLACING: ColumnMeanings = {
  ...PRECISION,
  uncertaintyMetres: real(
    'The place lies within this distance in nearly all cases; empty where only an area is known.',
    PLACED,
    'metres',
  ),
  placedBy: text('How the place was found, words joined by +; see the guide to geocoding.', PLACED),
};

export const AREAS: ColumnMeanings = {
  place: text('The area in words: ZIP, county and state as far as they are known.', PLACED),
  state: text('State, as its two-letter USPS code.', PLACED),
  county: text('County, as its five-digit FIPS code.', PLACED),
};

/** A gun, without its serial number. */
export const GUN: ColumnMeanings = {
  firearmType: text('Kind of gun: pistol, revolver, rifle, shotgun and so on; unknown where not said.', FILE),
  manufacturer: text('Who made the gun.', FILE),
  importer: text('Who brought it into the country.', FILE),
  model: text('Model of the gun.', FILE),
  caliber: text('Calibre of the gun.', FILE),
  serialObliterated: flag('Whether the serial number was made unreadable.', FILE),
};

const { importer: _importer, serialObliterated: _obliterated, ...GUN_RECOVERED } = GUN;

export const RECOVERY_COLUMNS: ColumnMeanings = {
  ...OWNER,
  recoveredOn: date('Day on which police took the gun.', FILE),
  ...GUN_RECOVERED,
  crimeCode: text('Code of the crime, as the National Crime Information Center has it.', FILE),
  ...PLACING,
  place: text(
    'The area where the gun was recovered, in words: ZIP, county and state as far as they are known.',
    PLACED,
  ),
  recoveryState: text('State of recovery, as its two-letter USPS code.', PLACED),
  recoveryCounty: text('County of recovery, as its five-digit FIPS code.', PLACED),
  traceOutcome: text(
    'How far the trace came: not_submitted, submitted, dealer (first seller known), purchaser (first buyer known). Traced is not accused.',
    TRACE,
  ),
  traceNumber: text("ATF's number of the trace.", TRACE),
  purchasedOn: date('Day of the first retail sale.', TRACE),
  timeToCrimeDays: integer(
    'Days from the first retail sale to the recovery; empty where either day is unknown.',
    'computed from the two days',
    'days',
  ),
  dealerId: key('Number of the dealer that made the first retail sale; the id in the layer dealers.'),
  dealerName: text('Name of that dealer. Being named by a trace says nothing about a breach of law.', TRACE),
  sourceState: text('State of that dealer, as its two-letter USPS code.', TRACE),
  sourceCounty: text('County of that dealer, as its five-digit FIPS code.', TRACE),
  multipleSale: flag('Whether the gun was sold with others to one buyer within five business days.', FILE),
  ...SOURCE,
};

export const INCIDENT_COLUMNS: ColumnMeanings = {
  ...OWNER,
  incidentNumber: text("The agency's number of the case.", FILE),
  occurredOn: date('Day on which it happened.', FILE),
  occurredTime: text('Local time of day, HH:MM; empty where the file does not say.', FILE),
  incidentType: text('shooting, homicide, shots_fired, robbery, assault or other.', FILE),
  reportedType: text('What happened, in the words of the file.', AS_WRITTEN),
  fatal: flag('Whether somebody died; empty where the file does not say.', FILE),
  victims: integer('Persons hit or hurt; empty where the file does not say.', FILE, 'persons'),
  casings: integer('Shell casings found; empty where the file does not say.', FILE, 'casings'),
  casingCaliber: text('Calibre of the casings.', FILE),
  ...PLACING,
  ...AREAS,
  ...SOURCE,
};
