/**
 * How alike two words are, from 0 to 1, by Jaro's measure with Winkler's bonus for a common beginning (up to four letters, a
 * tenth of what is missing each): letters count as common within half the length of the longer word, and half of those out
 * of order as missing. (M. Jaro 1989; W. Winkler 1990.)
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short === '') return 0;
  const reach = Math.max(0, Math.floor(long.length / 2) - 1);
  const used = new Uint8Array(long.length);
  const common: number[] = [];
  for (let at = 0; at < short.length; at += 1) {
    const letter = short.charCodeAt(at);
    const end = Math.min(long.length - 1, at + reach);
    for (let there = Math.max(0, at - reach); there <= end; there += 1) {
      if (used[there] === 0 && long.charCodeAt(there) === letter) {
        used[there] = 1;
        common.push(letter);
        break;
      }
    }
  }
  if (common.length === 0) return 0;
  let outOfOrder = 0;
  let next = 0;
  for (let there = 0; there < long.length; there += 1) {
    if (used[there] === 0) continue;
    if (long.charCodeAt(there) !== common[next]) outOfOrder += 1;
    next += 1;
  }
  const shared = common.length;
  const jaro = (shared / short.length + shared / long.length + (shared - outOfOrder / 2) / shared) / 3;
  let beginning = 0;
  while (beginning < 4 && beginning < short.length && short[beginning] === long[beginning]) beginning += 1;
  return jaro + beginning * 0.1 * (1 - jaro);
}
