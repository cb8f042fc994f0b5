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
import { countOf, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
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
          <h1>{say('Audit log')}</h1>
          <p class="muted">
            {value === null
              ? say('Looking it up …')
              : say('{total} you may read, newest first', { total: countWords(value.total) })}
          </p>
        </div>
        <a class="button" href={auditCsvAddress(question)} download>
          <Icon name="download" /> {say('Download as CSV')}
        </a>
      </header>
      <AuditFilter question={question} onAsk={ask} actors={value?.items.map(({ actor }) => actor) ?? []} />
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value?.total === 0 && <NothingFound question={question} onClear={() => ask(ANYTHING)} />}
      {value !== null && value.items.length > 0 && <EventTable items={value.items} />}
      <div class="button-row">
        {after !== null && (
          <button type="button" class="button" onClick={() => setAfter(null)}>
            {say('Newest')}
          </button>
        )}
        {value !== null && value.next !== null && (
          <button type="button" class="button" onClick={() => setAfter(value.next)}>
            {say('Earlier events')}
          </button>
        )}
      </div>
    </div>
  );
}

const countWords = (total: number) => countOf(total, say('event'), say('events'));

function NothingFound({ question, onClear }: { question: AuditQuestion; onClear: () => void }) {
  const isFiltered = question.action !== null || question.actor !== null;
  return (
    <div class="empty">
      <h2>{isFiltered ? say('No event fits') : say('Nothing has happened yet')}</h2>
      <p class="muted">
        {isFiltered
          ? say('There are events, but none of this kind by this person. Names must be written whole.')
          : say('Sign-ins, imports, exports and changes of agreements and accounts will stand here.')}
      </p>
      {isFiltered && (
        <button type="button" class="button primary" onClick={onClear}>
          {say('Show all events')}
        </button>
      )}
    </div>
  );
}

function EventTable({ items }: { items: readonly AuditEventItem[] }) {
  return (
    <table class="file-table audit-table">
      <caption class="visually-hidden">{say('Events of the audit log, newest first')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('When')}</th>
          <th scope="col">{say('Who')}</th>
          <th scope="col">{say('Did what')}</th>
          <th scope="col">{say('To what')}</th>
          <th scope="col">{say('Agency')}</th>
          <th scope="col">{say('Detail')}</th>
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
              <td data-label={say('Who')}>{actor}</td>
              <td data-label={say('Did what')}>
                <span title={action}>{actionWords(action)}</span>
              </td>
              <td data-label={say('To what')}>{subject}</td>
              <td data-label={say('Agency')} data-empty={agency === null || undefined}>
                {agency ?? '–'}
              </td>
              <td data-label={say('Detail')} data-empty={more === '' || undefined}>
                {more === '' ? '–' : more}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
