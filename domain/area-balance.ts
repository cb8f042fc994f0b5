/** Guns exported from and imported into a state or county: what its table, file and guide share. */

/** The levels it is told by. */
export const BALANCE_LEVELS = ['state', 'county'] as const;
export type BalanceLevel = (typeof BALANCE_LEVELS)[number];

/** What rates by area are per. */
export const PER_INHABITANTS = 'per 100,000 inhabitants of the 2020 census';
