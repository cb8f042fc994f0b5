import type { ContactRequest } from '../../../domain/reveals.ts';
import { answerContact } from '../../api/reveals.ts';
import { account } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
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
      <h2 id="contact-requests">{say('Requests for contact')}</h2>
      <table class="file-table">
        <thead>
          <tr>
            <th scope="col">{say('Who asks whom')}</th>
            <th scope="col">{say('About')}</th>
            <th scope="col">{say('Asked')}</th>
            <th scope="col">{say('State')}</th>
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
    onAnswered(say('The request of {name} is marked as answered.', { name: asking.name }));
  });
  return (
    <tr>
      <th scope="row">
        {asking.code === own ? say('You') : asking.name} <span aria-hidden="true">→</span>
        <span class="visually-hidden">{say('asks')}</span> {asked.code === own ? say('you') : asked.name}
      </th>
      <td data-label={say('About')}>{subject.words}</td>
      <td data-label={say('Asked')}>
        <span>
          {askedBy.name}, <a href={`mailto:${askedBy.email}`}>{askedBy.email}</a>,{' '}
          <time dateTime={askedAt}>{whenOf(askedAt)}</time>
        </span>
      </td>
      <td data-label={say('State')}>
        {answeredAt !== null ? (
          <span>
            {say('Answered by')} {answeredBy}, <time dateTime={answeredAt}>{whenOf(answeredAt)}</time>
          </span>
        ) : mayAnswer ? (
          <span class="reveal-contact">
            <button
              type="button"
              class="button small"
              aria-label={say('Mark the request of {name} about {words} as answered', {
                name: asking.name,
                words: subject.words,
              })}
              disabled={answer.busy}
              onClick={() => answer.run()}
            >
              {say('Mark as answered')}
            </button>
            {answer.error !== null && (
              <span class="form-wrong small" role="alert">
                {answer.error.message}
              </span>
            )}
          </span>
        ) : (
          say('Not answered yet')
        )}
      </td>
    </tr>
  );
}
