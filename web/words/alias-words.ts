import type { StreetAlias } from '../../domain/review.ts';
import { formatCount } from './format.ts';
import { say } from './say.ts';

/** ` in BALTIMORE, MD`; empty where a name is for everywhere. */
function whereWords({ place, state }: StreetAlias): string {
  const where = [place, state].filter((part) => part !== null).join(', ');
  return where === '' ? '' : say(' in {where}', { where });
}

/** `Always read CAHRLES as CHARLES in BALTIMORE, MD?` */
export const aliasQuestion = (alias: StreetAlias): string =>
  say('Always read {written} as {meant}{where}?', {
    written: alias.written,
    meant: alias.meant,
    where: whereWords(alias),
  });

/** `3 more open addresses have it.` */
export function aliasReach({ open }: StreetAlias): string {
  if (open === 0) return say('No other open address has it now.');
  return open === 1
    ? say('1 more open address has it.')
    : say('{open} more open addresses have it.', { open: formatCount(open) });
}

/** What became of a name: `CAHRLES is read as CHARLES in BALTIMORE, MD`. */
export function aliasStatus(alias: StreetAlias): string {
  const { written, meant, status } = alias;
  switch (status) {
    case 'offered':
      return aliasQuestion(alias);
    case 'accepted':
      return say('{written} is read as {meant}{alias}', { written, meant, alias: whereWords(alias) });
    case 'declined':
      return say('{written} is not read as {meant}{alias}', { written, meant, alias: whereWords(alias) });
  }
}
