import type { Finding, Inbox } from '../../../domain/watches.ts';
import { markInboxRead } from '../../api/watches.ts';
import { changePage } from '../../state/page.ts';
import { watchesChanged } from '../../state/watches.ts';
import { filterOf } from '../../state/which-guns.ts';
import { formatCount, formatDay, formatDays, guns, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

interface InboxSectionProps {
  readonly inbox: Inbox;
  readonly hasWatches: boolean;
}

/** What watches found, the newest first. */
export function InboxSection({ inbox: { items, unread }, hasWatches }: InboxSectionProps) {
  const newest = items[0]?.id ?? 0;
  const read = useAction(async () => {
    await markInboxRead(newest);
    watchesChanged();
  });
  return (
    <section aria-labelledby="inbox">
      <div class="inbox-head">
        <h2 id="inbox">{say('Inbox')}</h2>
        {unread > 0 && (
          <button type="button" class="button" disabled={read.busy} onClick={() => read.run()}>
            {say('Mark all as read')}
          </button>
        )}
      </div>
      {read.error !== null && (
        <p class="form-error" role="alert">
          {read.error.message}
        </p>
      )}
      {items.length === 0 && (
        <p class="muted">
          {hasWatches
            ? say('Nothing yet: no import since has brought a gun that you watch for.')
            : say('You watch for nothing yet. Say below what you want to be told of.')}
        </p>
      )}
      <ul class="finding-list">
        {items.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function FindingCard({ finding }: { readonly finding: Finding }) {
  const { watch, foundAt, list, isRead } = finding;
  const filter = filterOf(watch.filter);
  return (
    <li class={isRead ? 'region-card' : 'region-card is-new'}>
      <div class="finding-head">
        <strong>
          {!isRead && <span class="finding-new">{say('New')}</span>} {watch.name}: {guns(finding.guns)}
        </strong>
        <time class="muted small" dateTime={foundAt}>
          {whenOf(foundAt)}
        </time>
      </div>
      {list.length < finding.guns && (
        <p class="muted small">
          {list.length === 0
            ? say('None of them is shared with you any more, or their import was undone.')
            : say('{count} of them can be shown here.', { count: formatCount(list.length) })}
        </p>
      )}
      {list.length > 0 && <FoundGuns finding={finding} />}
      {filter !== null && (
        <div class="button-row">
          <button type="button" class="button" onClick={() => changePage({ view: 'map', filter })}>
            {say('Show all guns of this watch on the map')}
          </button>
        </div>
      )}
    </li>
  );
}

function FoundGuns({ finding: { list, watch } }: { readonly finding: Finding }) {
  return (
    <details open={list.length <= 5}>
      <summary>{say('The guns')}</summary>
      <div class="table-scroll">
        <table class="data-table tells-rows">
          <caption class="visually-hidden">{say('Guns found by {name}', { name: watch.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Recovered')}</th>
              <th scope="col">{say('Where')}</th>
              <th scope="col">{say('Agency')}</th>
              <th scope="col" class="numeric">
                {say('Time-to-crime')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ recovery, recoveredOn, place, agency, timeToCrimeDays }) => (
              <tr key={recovery}>
                <td>
                  <button
                    type="button"
                    class="link-button"
                    onClick={() => changePage({ view: 'gun', openGun: { kind: 'recovery', id: recovery } })}
                  >
                    {recoveredOn === null ? say('Day unknown') : formatDay(recoveredOn)}
                  </button>
                </td>
                <td data-label={say('Where')}>{place ?? say('unknown')}</td>
                <td data-label={say('Agency')}>{agency}</td>
                <td class="numeric" data-label={say('Time-to-crime')}>
                  {timeToCrimeDays === null ? '–' : formatDays(timeToCrimeDays)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
