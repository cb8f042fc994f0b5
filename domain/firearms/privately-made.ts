/**
 * How files write that a gun was made by no licensed maker: ATF's words (privately made firearm, PMF), the words of the street,
 * and the maker of kits whose guns police mostly write as its own.
 */
const PRIVATELY_MADE =
  /\b(?:PRIVATE(?:LY)? ?(?:MADE|MANUFACTURED|MAKER)|PMFS?|GHOST|HOME ?MADE|UNSERIALI[SZ]ED|NON ?SERIALI[SZ]ED|3D ?PRINT(?:ED)?|80 ?(?:PERCENT|PCT)|POLYMER ?80|P80)\b/;

/** Whether maker or model say that a gun was privately made (a "ghost gun"). */
export function isPrivatelyMade(manufacturer: string | null, model: string | null): boolean {
  const words = `${manufacturer ?? ''} ${model ?? ''}`
    .toUpperCase()
    .replaceAll('%', ' PERCENT ')
    .replaceAll(/[^A-Z0-9]+/g, ' ');
  return PRIVATELY_MADE.test(words);
}
