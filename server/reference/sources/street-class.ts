import type { StreetClass } from '../../../domain/vocabulary.ts';
import type { StreetName } from '../../geocoding/parse/street.ts';

/** How files call the column that says what kind of road a line is. */
export const STREET_CLASS_COLUMNS = [
  'roadmtfcc',
  'mtfcc',
  'roadclass',
  'streetclass',
  'stclass',
  'rdclass',
  'class',
  'functionalclass',
  'funcclass',
  'roadtype',
  'featuretype',
  'feattype',
  'subtype',
];

/** A street as long as this is one a city is known by (Baltimore has some 90 of them), whatever its file says. */
export const MAJOR_STREET_METRES = 4000;

/**
 * Census feature class codes (MTFCC) of roads, TIGER/Line technical documentation, appendix E. S1400 is everything from
 * a cul-de-sac to an avenue, and private roads (S1740) are streets with names and houses: those say nothing.
 */
const MTFCC: Readonly<Record<string, StreetClass>> = {
  S1100: 'highway',
  S1200: 'major',
  S1630: 'service',
  S1710: 'service',
  S1720: 'service',
  S1730: 'service',
  S1750: 'service',
  S1780: 'service',
  S1820: 'service',
  S1830: 'service',
};

/** Words and codes of cities' own files; STRALY and STRR are Baltimore's alleys and ramps. */
const CLASS_WORDS: readonly (readonly [RegExp, StreetClass])[] = [
  [/ALLEY|\bALY|^STRALY$|RAMP|^STRR$|DRIVEWAY|\bSERVICE|WALKWAY|\bPARKING/i, 'service'],
  [/INTERSTATE|FREEWAY|EXPRESSWAY|MOTORWAY/i, 'highway'],
  [/ARTERIAL|\bMAJOR\b/i, 'major'],
];

/** `ALLEY CHASE EAGER`, `RAMP`; but not the name of Alley Street. */
const IS_SERVICE_NAME = /^ALLEY | ALLEY\b|\bRAMP$/;
const SERVICE_SUFFIXES = new Set(['ALY', 'RAMP', 'DRWY']);
const HIGHWAY_SUFFIXES = new Set(['FWY', 'EXPY']);

/** What the file (the text of its class column) or the name says a street is; null where its length must tell. */
export function streetClass(
  { name, suffix }: Pick<StreetName, 'name' | 'suffix'>,
  classText: string | null,
): StreetClass | null {
  return (classText === null ? null : classOfText(classText)) ?? classOfName(name, suffix ?? '');
}

function classOfText(text: string): StreetClass | null {
  const known = MTFCC[text.toUpperCase()];
  if (known !== undefined) return known;
  return CLASS_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

function classOfName(name: string, suffix: string): StreetClass | null {
  if (SERVICE_SUFFIXES.has(suffix) || IS_SERVICE_NAME.test(name)) return 'service';
  if (HIGHWAY_SUFFIXES.has(suffix) || /^INTERSTATE \d/.test(name)) return 'highway';
  if (suffix === 'HWY' || /^(?:US|STATE) HIGHWAY /.test(name)) return 'major';
  return null;
}
