/**
 * Requests for tracing: the words for where one stands, what came of it, and what the National Tracing Center asks for.
 *
 * request       one gun that is to be traced
 * batch         requests that are sent together
 * coordinator   the agency through which another sends its requests
 */

/** Where a request stands. */
export const REQUEST_STATUSES = ['to_submit', 'submitted', 'returned'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** What came back. */
export const REQUEST_OUTCOMES = ['purchaser', 'dealer', 'not_traceable'] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** Reasons as ATF gives them, to choose from; any other may be written. */
export const NOT_TRACEABLE_REASONS = [
  'Serial number obliterated',
  'Serial number invalid or incomplete',
  'Firearm too old to trace',
  'Dealer out of business, records not found',
  'Dealer records missing or incomplete',
  'Manufacturer or importer unknown',
  'Stolen before first retail sale',
  'Sold to a law enforcement or government agency',
] as const;
export const LONGEST_REASON = 500;

/**
 * What ATF F 3312.1 marks as required and a record may lack, and the date of recovery. Without a serial number nothing can
 * be traced; everything else can be completed by hand.
 */
export const TRACE_FIELDS_ASKED = {
  serial_number: 'serial number',
  manufacturer: 'manufacturer',
  firearm_type: 'type',
  caliber: 'caliber',
  model: 'model',
  country_of_origin: 'country of origin',
  importer: 'importer',
  crime_code: 'crime code (NCIC)',
  ori: 'ORI',
  recovery_date: 'recovery date',
} as const;
export type TraceFieldAsked = keyof typeof TRACE_FIELDS_ASKED;
export const TRACE_FIELDS_ASKED_NAMES = [
  'serial_number',
  'manufacturer',
  'firearm_type',
  'caliber',
  'model',
  'country_of_origin',
  'importer',
  'crime_code',
  'ori',
  'recovery_date',
] as const satisfies readonly TraceFieldAsked[];

/** What is known of a gun, as far as {@link missingFor} looks at it. */
export interface GunToTrace {
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
  readonly firearmType: string;
  readonly caliber: string | null;
  readonly model: string | null;
  readonly countryOfOrigin: string | null;
  readonly importer: string | null;
  readonly crimeCode: string | null;
  readonly ori: string | null;
  readonly recoveredOn: string | null;
}

const UNITED_STATES = /^(?:US|USA|U\.S\.A?\.?|UNITED STATES(?: OF AMERICA)?)$/i;
const isGiven = (text: string | null) => text !== null && !/^(?:UNK|UNKNOWN)?$/i.test(text.trim());

/** What a request for this gun would lack, in the order of the form. An importer is asked of guns from abroad alone. */
export function missingFor(gun: GunToTrace): TraceFieldAsked[] {
  const isForeign = isGiven(gun.countryOfOrigin) && !UNITED_STATES.test(gun.countryOfOrigin?.trim() ?? '');
  const given: Readonly<Record<TraceFieldAsked, boolean>> = {
    serial_number: isGiven(gun.serialNumber),
    manufacturer: isGiven(gun.manufacturer),
    firearm_type: isGiven(gun.firearmType),
    caliber: isGiven(gun.caliber),
    model: isGiven(gun.model),
    country_of_origin: isGiven(gun.countryOfOrigin),
    importer: !isForeign || isGiven(gun.importer),
    crime_code: isGiven(gun.crimeCode),
    ori: isGiven(gun.ori),
    recovery_date: gun.recoveredOn !== null,
  };
  return TRACE_FIELDS_ASKED_NAMES.filter((name) => !given[name]);
}

/** Classes of waiting, in days since recovery. */
export const AGE_BANDS = [
  { id: 'month', label: 'up to 30 days', toDays: 30 },
  { id: 'quarter', label: '31 to 90 days', toDays: 90 },
  { id: 'year', label: '91 days to 1 year', toDays: 365 },
  { id: 'older', label: 'over 1 year', toDays: null },
  { id: 'unknown', label: 'date unknown', toDays: null },
] as const;
export type AgeBandId = (typeof AGE_BANDS)[number]['id'];

const MS_A_DAY = 86_400_000;

/** Whole days from one day (`YYYY-MM-DD`) to another; never below 0. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY));

/** The class of a gun recovered on that day. */
export function ageBandOf(recoveredOn: string | null, today: string): AgeBandId {
  if (recoveredOn === null) return 'unknown';
  const days = daysBetween(recoveredOn, today);
  return AGE_BANDS.find(({ toDays }) => toDays !== null && days <= toDays)?.id ?? 'older';
}
