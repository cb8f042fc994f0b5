import type { ContactRequest, RevealKind, RevealPart } from '../../../domain/reveals.ts';
import { askForContact } from '../../api/reveals.ts';
import { account, can } from '../../state/session.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { countedWords } from '../../words/reveal-words.ts';
import { say } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { useAction } from '../use-action.ts';

interface PartListProps {
  readonly kind: RevealKind;
  /** What it is, where only its buttons are heard. */
  readonly what: string;
  readonly parts: readonly RevealPart[];
  /** In how many agencies' data it is. */
  readonly agencies: number;
  readonly requests: readonly ContactRequest[];
  readonly onAsked: (what: string) => void;
}

/** Who has records of it, how many, and a button for each partner to be asked for contact. */
export function PartList({ kind, what, parts, agencies, requests, onAsked }: PartListProps) {
  const own = account.value?.agency?.code ?? null;
  return (
    <ul class="reveal-parts">
      {parts.map((part) => (
        <li key={part.code}>
          <span>
            {part.code === own ? say('Your data') : part.name}: {countedWords(kind, part.count)}
            <RecoveryLinks part={part} />
          </span>
          {part.code !== own && can('records') && (
            <Contact
              part={part}
              kind={kind}
              what={what}
              request={requests.find(
                ({ asked, subject }) =>
                  asked.code === part.code && subject.kind === kind && subject.id === part.subject,
              )}
              onAsked={onAsked}
            />
          )}
        </li>
      ))}
      {agencies > parts.length && (
        <li class="muted">
          {say('and {agencies} more agencies', { agencies: formatCount(agencies - parts.length) })}
        </li>
      )}
    </ul>
  );
}

/** Recoveries are told by their numbers: what is known of them opens on the map. */
function RecoveryLinks({ part: { recoveries, count } }: { part: RevealPart }) {
  if (recoveries.length === 0) return null;
  return (
    <span class="muted">
      {' '}
      (
      {recoveries.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <OpenLink
            to={{ view: 'map', selection: [{ kind: 'recovery', id }] }}
            label={say('Recovery {id}', { id })}
          >
            {id}
          </OpenLink>
        </span>
      ))}
      {count > recoveries.length &&
        say(' and {count} more', { count: formatCount(count - recoveries.length) })}
      )
    </span>
  );
}

interface ContactProps {
  readonly part: RevealPart;
  readonly kind: RevealKind;
  readonly what: string;
  /** The last that one's agency asked about it. */
  readonly request: ContactRequest | undefined;
  readonly onAsked: (what: string) => void;
}

function Contact({ part, kind, what, request, onAsked }: ContactProps) {
  const ask = useAction(async () => {
    await askForContact({ agency: part.code, subject: { kind, id: part.subject } });
    onAsked(
      say('{name} was asked for contact. Its stewards see your name and e-mail address.', {
        name: part.name,
      }),
    );
  });
  if (request !== undefined && request.answeredAt === null) {
    return (
      <span
        class="muted small"
        title={say('By {name}, {askedAt}', { name: request.askedBy.name, askedAt: whenOf(request.askedAt) })}
      >
        {say('Asked, not answered yet')}
      </span>
    );
  }
  return (
    <span class="reveal-contact">
      <button type="button" class="button small" disabled={ask.busy} onClick={() => ask.run()}>
        {ask.busy ? say('Asking …') : request === undefined ? say('Ask for contact') : say('Ask again')}
        <span class="visually-hidden"> {say('{name}, about {what}', { name: part.name, what })}</span>
      </button>
      {ask.error !== null && (
        <span class="form-wrong small" role="alert">
          {ask.error.message}
        </span>
      )}
    </span>
  );
}
