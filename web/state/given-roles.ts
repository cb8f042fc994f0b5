import type { Role } from '../../domain/access.ts';
import { capabilitiesOf, ROLES } from '../../domain/access.ts';

/** Roles of an agency's own people, which its steward gives. */
const AGENCY_ROLES: readonly Role[] = ['steward', 'analyst', 'briefing'];

/** Roles that a role may give to others. */
export function rolesGivenBy(role: Role): readonly Role[] {
  if (capabilitiesOf(role).includes('administer')) return ROLES;
  return capabilitiesOf(role).includes('steward') ? AGENCY_ROLES : [];
}

/** Whether a role is of an agency: always, never, or either way. */
export function agencyOfRole(role: Role): 'needed' | 'none' | 'either' {
  if (role === 'administrator') return 'none';
  return AGENCY_ROLES.includes(role) ? 'needed' : 'either';
}
