/**
 * How two purchasers stand to each other.
 * unsure     for somebody to decide
 * joined     one person by their weight, or by equal hashes
 * confirmed  one person, as somebody decided
 * apart      not one person, as somebody decided
 */
export const JOIN_STATES = ['unsure', 'joined', 'confirmed', 'apart'] as const;
export type JoinState = (typeof JOIN_STATES)[number];
