/** What agreements say, and what follows from accepting, declining or revoking one. */
import type { Sharing } from '../../domain/access.ts';
import type { Agreement } from '../../domain/access-responses.ts';
import type { AgreementAct } from '../api/agreements.ts';
import { formatDay } from './format.ts';
import { sharingSentence } from './sharing-words.ts';

type Parties = Pick<Agreement, 'giving' | 'receiving'>;

/** `Baltimore Police Department gives Howard County Police records of all kinds`. */
export const givesSentence = (giving: string, receiving: string, sharing: Sharing): string =>
  `${giving} gives ${receiving} ${sharingSentence(sharing)}`;

/** `1 Jan 2026 to 31 Dec 2026`, `from 1 Jan 2026, without end`; `endsOn` is the first day without. */
export function periodWords(startsOn: string, endsOn: string | null): string {
  if (endsOn === null) return `from ${formatDay(startsOn)}, without end`;
  return `${formatDay(startsOn)} to ${formatDay(dayBefore(endsOn))}`;
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

export const ACT_VERBS: Readonly<Record<AgreementAct, string>> = {
  accept: 'Accept',
  decline: 'Decline',
  revoke: 'Revoke',
};

/** The other agency, as seen from `own`; both where it is neither. */
function otherParty({ giving, receiving }: Parties, own: string | null): string {
  if (giving.code === own) return receiving.name;
  if (receiving.code === own) return giving.name;
  return `${giving.name} and ${receiving.name}`;
}

/** `Revoke the agreement with Howard County Police?` */
export const actQuestion = (agreement: Parties, act: AgreementAct, own: string | null): string =>
  `${ACT_VERBS[act]} the agreement ${own === null ? 'of' : 'with'} ${otherParty(agreement, own)}?`;

interface Consequence {
  readonly agreement: Parties & Pick<Agreement, 'sharing' | 'startsOn'>;
  /** Code of the agency of whoever asks; null for the region. */
  readonly own: string | null;
  /** Another agreement between the same two, in the same direction, is in force. */
  readonly another: boolean;
  /** Today, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** What follows from an act, in a sentence. */
export function consequenceWords(act: AgreementAct, { agreement, own, another, today }: Consequence): string {
  const { giving, receiving, sharing, startsOn } = agreement;
  const isReceiver = receiving.code === own;
  const sees = isReceiver ? 'you see' : `${receiving.name} sees`;
  const whose = giving.code === own ? 'your' : `${giving.name}’s`;
  if (act === 'decline') {
    return `Nothing is shared under it, and ${isReceiver ? giving.name : receiving.name} can see that it was declined. Another one can be offered.`;
  }
  if (act === 'accept') {
    const since = startsOn > today ? `From ${formatDay(startsOn)} on` : 'From the next request on';
    return `${since}, ${sees} ${sharingSentence(sharing)} of ${giving.code === own ? 'your agency' : giving.name}.`;
  }
  return another
    ? `From the next request on, ${sees} of ${whose} records only what the other agreement in force gives.`
    : `From the next request on, ${sees} none of ${whose} records.`;
}
