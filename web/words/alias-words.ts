import type { StreetAlias } from '../../domain/review.ts';
import { formatCount } from './format.ts';

/** ` in BALTIMORE, MD`; empty where a name is for everywhere. */
function whereWords({ place, state }: StreetAlias): string {
  const where = [place, state].filter((part) => part !== null).join(', ');
  return where === '' ? '' : ` in ${where}`;
}

/** `Always read CAHRLES as CHARLES in BALTIMORE, MD?` */
export const aliasQuestion = (alias: StreetAlias): string =>
  `Always read ${alias.written} as ${alias.meant}${whereWords(alias)}?`;

/** `3 more open addresses have it.` */
export function aliasReach({ open }: StreetAlias): string {
  if (open === 0) return 'No other open address has it now.';
  return open === 1 ? '1 more open address has it.' : `${formatCount(open)} more open addresses have it.`;
}

/** What became of a name: `CAHRLES is read as CHARLES in BALTIMORE, MD`. */
export function aliasStatus(alias: StreetAlias): string {
  const { written, meant, status } = alias;
  switch (status) {
    case 'offered':
      return aliasQuestion(alias);
    case 'accepted':
      return `${written} is read as ${meant}${whereWords(alias)}`;
    case 'declined':
      return `${written} is not read as ${meant}${whereWords(alias)}`;
  }
}
