/** To six decimals, 11 cm: no source has more, and projecting to and fro adds noise. */
export const roundDegrees = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
