/** The day on which it is asked what is in force: agreements count days in UTC, wherever the database stands. */
export const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/** SQL that is true of an agreement `g` that was accepted, is not revoked and has not ended by `day`. */
const holdsOn = (day: string): string =>
  `g.accepted_at IS NOT NULL AND g.revoked_at IS NULL AND (g.ends_on IS NULL OR g.ends_on > ${day})`;

/** SQL that is true of an agreement `g` that gives something on `day`. */
export const inForceOn = (day = TODAY): string => `${holdsOn(day)} AND g.starts_on <= ${day}`;

/** SQL that is true of an agreement `g` that gives something today or will. */
export const IN_FORCE_OR_COMING: string = holdsOn(TODAY);
