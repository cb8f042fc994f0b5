/** Guns exported from and imported into a state: words that its table, file and guide share. */

/** What rates by state are per. */
export const PER_INHABITANTS = 'per 100,000 inhabitants of the 2020 census';
