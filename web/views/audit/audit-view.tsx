import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './audit-view.css';
import { useState } from 'preact/hooks';
import type { AuditEventItem } from '../../../domain/access-responses.ts';
import { type AuditQuestion, auditCsvAddress, listAuditEvents } from '../../api/audit.ts';
import { Icon } from '../../panels/icon.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage, page } from '../../state/page.ts';
import { actionWords, detailWords } from '../../words/audit-words.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { useLoaded } from '../use-loaded.ts';
import { AuditFilter } from './audit-filter.tsx';

const EVENTS_A_PAGE = 50;
const ANYTHING: AuditQuestion = { action: null, actor: null };

/** Who did what, newest first. */
export function AuditView() {
  const [actor, setActor] = useState<string | null>(null);
  const question = { action: page.value.auditAction, actor };
  const [after, setAfter] = useState<string | null>(null);
  const { value, error, reload } = useLoaded(
    (signal) => listAuditEvents(question, { after, limit: EVENTS_A_PAGE }, signal),
    `audit ${JSON.stringify(question)} ${after ?? ''}`,
  );
  const ask = (next: AuditQuestion) => {
    changePage({ auditAction: next.action });
    setActor(next.actor);
    setAfter(null);
  };
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>Audit log</h1>
          <p class="muted">
            {value === null ? 'Looking it up …' : `${countWords(value.total)} you may read, newest first`}
          </p>
        </div>
        <a class="button" href={auditCsvAddress(question)} download>
          <Icon name="download" /> Download as CSV
        </a>
      </header>
      <AuditFilter question={question} onAsk={ask} actors={value?.items.map(({ actor }) => actor) ?? []} />
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value?.total === 0 && <NothingFound question={question} onClear={() => ask(ANYTHING)} />}
      {value !== null && value.items.length > 0 && <EventTable items={value.items} />}
      <div class="button-row">
        {after !== null && (
          <button type="button" class="button" onClick={() => setAfter(null)}>
            Newest
          </button>
        )}
        {value !== null && value.next !== null && (
          <button type="button" class="button" onClick={() => setAfter(value.next)}>
            Earlier events
          </button>
        )}
      </div>
    </div>
  );
}

const countWords = (total: number) => `${formatCount(total)} ${total === 1 ? 'event' : 'events'}`;

function NothingFound({ question, onClear }: { question: AuditQuestion; onClear: () => void }) {
  const isFiltered = question.action !== null || question.actor !== null;
  return (
    <div class="empty">
      <h2>{isFiltered ? 'No event fits' : 'Nothing has happened yet'}</h2>
      <p class="muted">
        {isFiltered
          ? 'There are events, but none of this kind by this person. Names must be written whole.'
          : 'Sign-ins, imports, exports and changes of agreements and accounts will stand here.'}
      </p>
      {isFiltered && (
        <button type="button" class="button primary" onClick={onClear}>
          Show all events
        </button>
      )}
    </div>
  );
}

function EventTable({ items }: { items: readonly AuditEventItem[] }) {
  return (
    <table class="file-table audit-table">
      <caption class="visually-hidden">Events of the audit log, newest first</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Did what</th>
          <th scope="col">To what</th>
          <th scope="col">Agency</th>
          <th scope="col">Detail</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, happenedAt, actor, action, subject, agency, detail }) => {
          const more = detailWords(detail);
          return (
            <tr key={id}>
              <th scope="row">
                <time dateTime={happenedAt}>{whenOf(happenedAt)}</time>
              </th>
              <td data-label="Who">{actor}</td>
              <td data-label="Did what">
                <span title={action}>{actionWords(action)}</span>
              </td>
              <td data-label="To what">{subject}</td>
              <td data-label="Agency" data-empty={agency === null || undefined}>
                {agency ?? '–'}
              </td>
              <td data-label="Detail" data-empty={more === '' || undefined}>
                {more === '' ? '–' : more}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
