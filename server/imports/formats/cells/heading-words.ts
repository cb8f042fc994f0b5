/** Abbreviations and other words for the words of headings. */
const SYNONYMS: Readonly<Record<string, string>> = {
  NO: 'NUMBER',
  NUM: 'NUMBER',
  NBR: 'NUMBER',
  NR: 'NUMBER',
  '#': 'NUMBER',
  '%': 'PERCENT',
  DT: 'DATE',
  MFG: 'MANUFACTURER',
  MFR: 'MANUFACTURER',
  MANUF: 'MANUFACTURER',
  MAKE: 'MANUFACTURER',
  MAKER: 'MANUFACTURER',
  CAL: 'CALIBER',
  CALIBRE: 'CALIBER',
  SER: 'SERIAL',
  ADDR: 'ADDRESS',
  STR: 'STREET',
  ZIPCODE: 'ZIP CODE',
  LICENCE: 'LICENSE',
  LIC: 'LICENSE',
  RECOV: 'RECOVERY',
  RCVRY: 'RECOVERY',
  POSS: 'POSSESSOR',
  SUSPECT: 'POSSESSOR',
  ARRESTEE: 'POSSESSOR',
  SUBJECT: 'POSSESSOR',
  PURCH: 'PURCHASER',
  BUYER: 'PURCHASER',
  DLR: 'DEALER',
  FNAME: 'FIRST NAME',
  LNAME: 'LAST NAME',
  MNAME: 'MIDDLE NAME',
  OBLIT: 'OBLITERATED',
  OFFENCE: 'OFFENSE',
};

/** A heading in capitals, abbreviations in full: `RecoveryDt` and `recovery_date` both give RECOVERY DATE. */
export function headingWords(heading: string): string {
  return heading
    .replace(/ \(\d+\)$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/[#%]/g, ' $& ')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9#%]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => SYNONYMS[word] ?? word)
    .join(' ');
}
