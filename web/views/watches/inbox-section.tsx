import type { Finding, Inbox } from '../../../domain/watches.ts';
import { markInboxRead } from '../../api/watches.ts';
import { changePage } from '../../state/page.ts';
import { watchesChanged } from '../../state/watches.ts';
import { filterOf } from '../../state/which-guns.ts';
import { formatCount, formatDay, formatDays, guns, whenOf } from '../../words/format.ts';
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
        <h2 id="inbox">Inbox</h2>
        {unread > 0 && (
          <button type="button" class="button" disabled={read.busy} onClick={() => read.run()}>
            Mark all as read
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
            ? 'Nothing yet: no import since has brought a gun that you watch for.'
            : 'You watch for nothing yet. Say below what you want to be told of.'}
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
          {!isRead && <span class="finding-new">New</span>} {watch.name}: {guns(finding.guns)}
        </strong>
        <time class="muted small" dateTime={foundAt}>
          {whenOf(foundAt)}
        </time>
      </div>
      {list.length < finding.guns && (
        <p class="muted small">
          {list.length === 0
            ? 'None of them is shared with you any more, or their import was undone.'
            : `${formatCount(list.length)} of them can be shown here.`}
        </p>
      )}
      {list.length > 0 && <FoundGuns finding={finding} />}
      {filter !== null && (
        <div class="button-row">
          <button type="button" class="button" onClick={() => changePage({ view: 'map', filter })}>
            Show all guns of this watch on the map
          </button>
        </div>
      )}
    </li>
  );
}

function FoundGuns({ finding: { list, watch } }: { readonly finding: Finding }) {
  return (
    <details open={list.length <= 5}>
      <summary>The guns</summary>
      <div class="table-scroll">
        <table class="data-table tells-rows">
          <caption class="visually-hidden">{`Guns found by ${watch.name}`}</caption>
          <thead>
            <tr>
              <th scope="col">Recovered</th>
              <th scope="col">Where</th>
              <th scope="col">Agency</th>
              <th scope="col" class="numeric">
                Time-to-crime
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
                    {recoveredOn === null ? 'Day unknown' : formatDay(recoveredOn)}
                  </button>
                </td>
                <td data-label="Where">{place ?? 'unknown'}</td>
                <td data-label="Agency">{agency}</td>
                <td class="numeric" data-label="Time-to-crime">
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
