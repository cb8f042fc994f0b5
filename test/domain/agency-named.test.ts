import { expect, it } from 'vitest';
import { isAgencyNamed } from '../../domain/agency-named.ts';

const BALTIMORE = { code: 'BALTPD', name: 'Baltimore Police Department' };
const COUNTY = { code: 'BALTCO', name: 'Baltimore County Police' };
const SHERIFF = { code: 'KINGSO', name: 'King County Sheriff' };

it.each([
  ['BALTPD', BALTIMORE, true],
  ['Baltimore PD', BALTIMORE, true],
  ['BALTIMORE POLICE DEPT.', BALTIMORE, true],
  ['City of Baltimore Police', BALTIMORE, true],
  ['Baltimore Co PD', BALTIMORE, false],
  ['Baltimore Co. Police', COUNTY, true],
  ['Baltimore PD', COUNTY, false],
  ["King County Sheriff's Office", SHERIFF, true],
  ['KING CO SO', SHERIFF, true],
  ['Richmond PD', BALTIMORE, false],
  ['', BALTIMORE, false],
  ['-', BALTIMORE, false],
])('%s is %o: %j', (text, agency, is) => {
  expect(isAgencyNamed(text, agency)).toBe(is);
});
