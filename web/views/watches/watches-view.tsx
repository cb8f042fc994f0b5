import '../../styles/region-page.css';
import '../../styles/form.css';
import '../../styles/table.css';
import './watches-view.css';
import { useEffect } from 'preact/hooks';
import { getInbox, getWatches } from '../../api/watches.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { loadAreaNames } from '../../state/area-names.ts';
import { watchChanges } from '../../state/watches.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { InboxSection } from './inbox-section.tsx';
import { WatchForm } from './watch-form.tsx';
import { WatchList } from './watch-list.tsx';

/** Watches: what imports brought for one's saved questions, and these questions. */
export function WatchesView() {
  const inbox = useLoaded(getInbox, `inbox ${watchChanges.value}`);
  const watches = useLoaded(getWatches, `watches ${watchChanges.value}`);
  useEffect(loadAreaNames, []);
  return (
    <div class="region-page watches-view">
      <header class="region-head">
        <div>
          <h1>{say('Watches')}</h1>
          <p class="muted small">
            {say(
              'A watch is a question about new guns that is asked again after each import, of what you may see then. What comes of it stands here, for you alone.',
            )}
          </p>
        </div>
      </header>
      {inbox.error !== null && <LoadError message={inbox.error} onRetry={inbox.reload} />}
      {inbox.value === null && inbox.error === null && (
        <p class="muted">{say('Looking for what is new …')}</p>
      )}
      {inbox.value !== null && <InboxSection inbox={inbox.value} hasWatches={watches.value?.total !== 0} />}
      {watches.error !== null && <LoadError message={watches.error} onRetry={watches.reload} />}
      {watches.value !== null && (
        <>
          <WatchList items={watches.value.items} />
          <WatchForm sendsMail={watches.value.sendsMail} />
        </>
      )}
    </div>
  );
}
