/**
 * Who may do what, and what agencies let each other see: the words of sign-in, roles and agreements, used by the
 * database, the API and the page alike.
 */

/** What an account is for; each has one. */
export const ROLES = ['administrator', 'steward', 'analyst', 'briefing', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What roles and API tokens are given. */
export const GIVEN_CAPABILITIES = [
  /** See counts by area, flows and hotspots of what is in scope. */
  'view',
  /** See single recoveries, incidents, dealers and purchasers of what is in scope, and take them away as files. */
  'records',
  /** Search for a person by name, with case number and reason. */
  'persons',
  /** Define corridors for one's agency. */
  'define',
  /** Save views and write briefings for one's agency. */
  'brief',
  /** Bring in files for one's agency, settle its open addresses. */
  'steward',
  /** Write and accept agreements for one's agency. */
  'agree',
  /** Keep agencies, accounts and the policy of the region. */
  'administer',
  /** Read the audit log. */
  'audit',
] as const;
export type GivenCapability = (typeof GIVEN_CAPABILITIES)[number];

/** What a route or a view asks of whoever uses it. */
export const CAPABILITIES = [
  ...GIVEN_CAPABILITIES,
  /** See dealers by name with the guns traced to them: whoever sees records, and with them who sees counts where the region says so. */
  'dealers',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

const CAPABILITIES_OF: Readonly<Record<Role, readonly GivenCapability[]>> = {
  // Keeps the region's accounts without seeing anyone's records: agencies share with each other, not with it.
  administrator: ['view', 'administer', 'audit'],
  steward: ['view', 'records', 'persons', 'define', 'brief', 'steward', 'agree', 'audit'],
  analyst: ['view', 'records', 'persons', 'define', 'brief'],
  briefing: ['view', 'brief'],
  auditor: ['audit'],
};

/** What a role may do. A steward's and an auditor's are of their own agency, an administrator's of the region. */
export const capabilitiesOf = (role: Role): readonly GivenCapability[] => CAPABILITIES_OF[role];

/** What an API token may do that was allowed these: never more than its account's role, whatever that has become. */
export const capabilitiesOfToken = (
  role: Role,
  allowed: readonly GivenCapability[],
): readonly GivenCapability[] => capabilitiesOf(role).filter((capability) => allowed.includes(capability));

/** All that somebody may do who is given these, in a region that has dealers named to those who see counts, or not. */
export const withDealers = (
  given: readonly GivenCapability[],
  namesDealersInCounts: boolean,
): readonly Capability[] =>
  given.includes('records') || (namesDealersInCounts && given.includes('view'))
    ? [...given, 'dealers']
    : given;

/** True where the role may see single records: it needs a second factor outside the demo. */
export const isRecordLevel = (role: Role): boolean => CAPABILITIES_OF[role].includes('records');

/** The kinds of data that an agreement gives, each by itself. */
export const DATA_KINDS = ['recoveries', 'traces', 'ballistics', 'debriefs', 'sales'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/**
 * How much of a kind an agreement gives, from least to most; each includes the ones before it.
 * aggregates      counted by area, never a single row
 * deidentified    single rows without names, birth dates, exact home addresses and serial numbers of persons' guns;
 *                 ages in bands, homes by ZIP
 * records         as the owner has them
 */
export const SHARING_LEVELS = ['nothing', 'aggregates', 'deidentified', 'records'] as const;
export type SharingLevel = (typeof SHARING_LEVELS)[number];

/** What is given of each kind of data. */
export type Sharing = Readonly<Record<DataKind, SharingLevel>>;

/** True where `level` gives at least as much as `least`. */
export const isAtLeast = (level: SharingLevel, least: SharingLevel): boolean =>
  SHARING_LEVELS.indexOf(level) >= SHARING_LEVELS.indexOf(least);

/** The lesser of two levels. */
export const lesserLevel = (a: SharingLevel, b: SharingLevel): SharingLevel => (isAtLeast(a, b) ? b : a);

/** The greater of two levels. */
export const greaterLevel = (a: SharingLevel, b: SharingLevel): SharingLevel => (isAtLeast(a, b) ? a : b);

/** A {@link Sharing} with a level worked out for each kind. */
export const sharingOf = (level: (kind: DataKind) => SharingLevel): Sharing => ({
  recoveries: level('recoveries'),
  traces: level('traces'),
  ballistics: level('ballistics'),
  debriefs: level('debriefs'),
  sales: level('sales'),
});

/**
 * True where traces may be shared so beside recoveries: as these are, de-identified beside records, or not at all. Counted
 * traces beside single recoveries would be no protection: whoever counts one recovery reads its trace.
 */
export const fitsRecoveries = (traces: SharingLevel, recoveries: SharingLevel): boolean =>
  traces === 'nothing' || traces === recoveries || (recoveries === 'records' && traces === 'deidentified');

/** What the owner of records, or one who acts for it, sees of them. */
export const ALL_RECORDS: Sharing = sharingOf(() => 'records');
export const NOTHING: Sharing = sharingOf(() => 'nothing');

/** The most that somebody who may do this sees of whatever was agreed. */
export const ceilingOf = (capabilities: readonly Capability[]): SharingLevel => {
  if (capabilities.includes('records')) return 'records';
  return capabilities.includes('view') ? 'aggregates' : 'nothing';
};

/** Where an agreement stands. Only one `in_force` gives anything. */
export const AGREEMENT_STATES = ['offered', 'in_force', 'not_begun', 'ended', 'revoked', 'declined'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** Whoever is signed in. */
export interface Account {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null for those who belong to no agency: administrators and auditors of the region. */
  readonly agencyId: number | null;
}
