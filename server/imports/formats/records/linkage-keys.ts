/**
 * What tells the same gun and the same case in records of any file and agency, as SQL on a staged row. The secret they are
 * hashed under is read once a statement; migrations/20261201000000_same_gun.ts says why they are hashed.
 */
const SECRET = '(SELECT secret FROM linkage_secret)';

/** The key of a gun by its serial number; null where that was obliterated: a part of a number is another gun's. */
export const SERIAL_KEY = `CASE WHEN NOT s.serial_obliterated THEN keyed_hash(serial_spelling(s.serial_number), ${SECRET}) END`;

/** The key of the case whose number stands in a column of the row. */
export const caseKeyOf = (column: string): string => `keyed_hash(case_spelling(s.${column}), ${SECRET})`;

/** Tells the purchaser of a row in the records of other agencies; null where the row does not say enough to tell a person. */
export const PERSON_HASH = `keyed_hash(s.person_key, ${SECRET})`;
