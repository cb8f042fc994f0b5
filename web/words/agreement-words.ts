/** What agreements say, and what follows from accepting, declining or revoking one. */
import type { Sharing } from '../../domain/access.ts';
import type { Agreement } from '../../domain/access-responses.ts';
import type { AgreementAct } from '../api/agreements.ts';
import { formatDay } from './format.ts';
import { say } from './say.ts';
import { sharingSentence } from './sharing-words.ts';

type Parties = Pick<Agreement, 'giving' | 'receiving'>;

/** `Baltimore Police Department gives Howard County Police records of all kinds`. */
export const givesSentence = (giving: string, receiving: string, sharing: Sharing): string =>
  say('{giving} gives {receiving} {sharing}', { giving, receiving, sharing: sharingSentence(sharing) });

/** `1 Jan 2026 to 31 Dec 2026`, `from 1 Jan 2026, without end`; `endsOn` is the first day without. */
export function periodWords(startsOn: string, endsOn: string | null): string {
  if (endsOn === null) return say('from {startsOn}, without end', { startsOn: formatDay(startsOn) });
  return say('{startsOn} to {endsOn}', {
    startsOn: formatDay(startsOn),
    endsOn: formatDay(dayBefore(endsOn)),
  });
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

export const ACT_VERBS: Readonly<Record<AgreementAct, string>> = {
  accept: say('Accept'),
  decline: say('Decline'),
  revoke: say('Revoke'),
};

/** The other agency, as seen from `own`; both where it is neither. */
function otherParty({ giving, receiving }: Parties, own: string | null): string {
  if (giving.code === own) return receiving.name;
  if (receiving.code === own) return giving.name;
  return say('{name} and {name2}', { name: giving.name, name2: receiving.name });
}

/** `Revoke the agreement with Howard County Police?` */
export const actQuestion = (agreement: Parties, act: AgreementAct, own: string | null): string =>
  own === null
    ? say('{verb} the agreement of {party}?', { verb: ACT_VERBS[act], party: otherParty(agreement, own) })
    : say('{verb} the agreement with {party}?', { verb: ACT_VERBS[act], party: otherParty(agreement, own) });

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
  const sees = isReceiver ? say('you see') : say('{name} sees', { name: receiving.name });
  const whose = giving.code === own ? say('your') : `${giving.name}’s`;
  if (act === 'decline') {
    return say(
      'Nothing is shared under it, and {words} can see that it was declined. Another one can be offered.',
      { words: isReceiver ? giving.name : receiving.name },
    );
  }
  if (act === 'accept') {
    const since =
      startsOn > today
        ? say('From {startsOn} on', { startsOn: formatDay(startsOn) })
        : say('From the next request on');
    return say('{since}, {sees} {sharing} of {words}.', {
      since,
      sees,
      sharing: sharingSentence(sharing),
      words: giving.code === own ? say('your agency') : giving.name,
    });
  }
  return another
    ? say(
        'From the next request on, {sees} of {whose} records only what the other agreement in force gives.',
        { sees, whose },
      )
    : say('From the next request on, {sees} none of {whose} records.', { sees, whose });
}
