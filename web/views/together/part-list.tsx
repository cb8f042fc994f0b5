import type { ContactRequest, RevealKind, RevealPart } from '../../../domain/reveals.ts';
import { askForContact } from '../../api/reveals.ts';
import { account, can } from '../../state/session.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { countedWords } from '../../words/reveal-words.ts';
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
            {part.code === own ? 'Your data' : part.name}: {countedWords(kind, part.count)}
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
        <li class="muted">and {formatCount(agencies - parts.length)} more agencies</li>
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
          <OpenLink to={{ view: 'map', selection: [{ kind: 'recovery', id }] }} label={`Recovery ${id}`}>
            {id}
          </OpenLink>
        </span>
      ))}
      {count > recoveries.length && ` and ${formatCount(count - recoveries.length)} more`})
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
    onAsked(`${part.name} was asked for contact. Its stewards see your name and e-mail address.`);
  });
  if (request !== undefined && request.answeredAt === null) {
    return (
      <span class="muted small" title={`By ${request.askedBy.name}, ${whenOf(request.askedAt)}`}>
        Asked, not answered yet
      </span>
    );
  }
  return (
    <span class="reveal-contact">
      <button type="button" class="button small" disabled={ask.busy} onClick={() => ask.run()}>
        {ask.busy ? 'Asking …' : request === undefined ? 'Ask for contact' : 'Ask again'}
        <span class="visually-hidden">
          {' '}
          {part.name}, about {what}
        </span>
      </button>
      {ask.error !== null && (
        <span class="form-wrong small" role="alert">
          {ask.error.message}
        </span>
      )}
    </span>
  );
}
