import { expect, it } from 'vitest';
import { ROLES } from '../../../domain/access.ts';
import { agencyOfRole, rolesGivenBy } from '../../../web/state/given-roles.ts';

it('lets administrators give every role, stewards those of their agency’s own people', () => {
  expect(rolesGivenBy('administrator')).toEqual(ROLES);
  expect(rolesGivenBy('steward')).toEqual(['steward', 'analyst', 'briefing']);
  for (const role of ['analyst', 'briefing', 'auditor'] as const) expect(rolesGivenBy(role)).toEqual([]);
});

it('knows which roles belong to an agency', () => {
  expect(ROLES.map(agencyOfRole)).toEqual(['none', 'needed', 'needed', 'needed', 'either']);
});
