/** Words that agencies' names are shortened by, each to one spelling. */
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:METROPOLITAN|METRO)\b/g, 'METRO'],
  [/\bPOLICE (?:DEPARTMENT|DEPT|BUREAU|DIVISION|SERVICE)\b|\bP D\b|\bPOLICE\b/g, 'PD'],
  [/\bSHERIFFS?(?: S)?(?: (?:OFFICE|DEPARTMENT|DEPT))?\b|\bS O\b/g, 'SO'],
  [/\bCOUNTY\b/g, 'CO'],
  [/\b(?:CITY OF|TOWN OF|THE)\b/g, ''],
];

function spelled(name: string): string {
  const words = name
    .toUpperCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^A-Z0-9]+/g, ' ');
  return SHORTENED.reduce((text, [pattern, short]) => text.replaceAll(pattern, short), words)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether a text as files write it (`Baltimore Police Dept.`, `BALTPD`) names an agency of the region. */
export function isAgencyNamed(
  text: string,
  { code, name }: { readonly code: string; readonly name: string },
): boolean {
  const said = spelled(text);
  return said !== '' && (said === spelled(code) || said === spelled(name));
}
