import type { ContactRequest } from '../../../domain/reveals.ts';
import { answerContact } from '../../api/reveals.ts';
import { account } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { useAction } from '../use-action.ts';

interface ContactRequestsProps {
  readonly items: readonly ContactRequest[];
  readonly onAnswered: (what: string) => void;
}

/** Who would like to talk with whom about what: what one's agency was asked, and what it asked. */
export function ContactRequestTable({ items, onAnswered }: ContactRequestsProps) {
  const own = account.value?.agency?.code ?? null;
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="contact-requests">
      <h2 id="contact-requests">Requests for contact</h2>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">Who asks whom</th>
            <th scope="col">About</th>
            <th scope="col">Asked</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <RequestRow key={item.id} item={item} own={own} onAnswered={onAnswered} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RequestRowProps {
  readonly item: ContactRequest;
  readonly own: string | null;
  readonly onAnswered: (what: string) => void;
}

function RequestRow({ item, own, onAnswered }: RequestRowProps) {
  const { asking, asked, subject, askedBy, askedAt, answeredBy, answeredAt, mayAnswer } = item;
  const answer = useAction(async () => {
    await answerContact(item.id);
    onAnswered(`The request of ${asking.name} is marked as answered.`);
  });
  return (
    <tr>
      <th scope="row">
        {asking.code === own ? 'You' : asking.name} <span aria-hidden="true">→</span>
        <span class="visually-hidden">asks</span> {asked.code === own ? 'you' : asked.name}
      </th>
      <td data-label="About">{subject.words}</td>
      <td data-label="Asked">
        <span>
          {askedBy.name}, <a href={`mailto:${askedBy.email}`}>{askedBy.email}</a>,{' '}
          <time dateTime={askedAt}>{whenOf(askedAt)}</time>
        </span>
      </td>
      <td data-label="State">
        {answeredAt !== null ? (
          <span>
            Answered by {answeredBy}, <time dateTime={answeredAt}>{whenOf(answeredAt)}</time>
          </span>
        ) : mayAnswer ? (
          <span class="reveal-contact">
            <button
              type="button"
              class="button small"
              aria-label={`Mark the request of ${asking.name} about ${subject.words} as answered`}
              disabled={answer.busy}
              onClick={() => answer.run()}
            >
              Mark as answered
            </button>
            {answer.error !== null && (
              <span class="form-wrong small" role="alert">
                {answer.error.message}
              </span>
            )}
          </span>
        ) : (
          'Not answered yet'
        )}
      </td>
    </tr>
  );
}
