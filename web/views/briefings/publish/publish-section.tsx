import './publish-section.css';
import type { Snapshots } from '../../../../domain/snapshots.ts';
import { getEmbeds, getSnapshots } from '../../../api/snapshots.ts';
import { LoadError } from '../../../panels/load-error.tsx';
import { publicationChanges } from '../../../state/snapshots.ts';
import { say } from '../../../words/say.ts';
import { useLoaded } from '../../use-loaded.ts';
import { EmbedForm } from './embed-form.tsx';
import { EmbedList } from './embed-list.tsx';
import { SnapshotYears } from './snapshot-years.tsx';

/** What one's agency shows to everybody: the counts of its years, and pages for other sites that show them. */
export function PublishSection() {
  const snapshots = useLoaded(getSnapshots, `snapshots ${publicationChanges.value}`);
  const embeds = useLoaded(getEmbeds, `embeds ${publicationChanges.value}`);
  const released = snapshots.value?.items.filter(({ releasedAt }) => releasedAt !== null) ?? [];
  const error = snapshots.error ?? embeds.error;
  return (
    <section aria-labelledby="publish" class="publish">
      <h2 id="publish">{say('For everybody: counts by year, and pages for other sites')}</h2>
      <p class="muted">
        {say('Counts of your agency’s own guns that may be shown to anyone. Small counts are not shown')}
        {snapshots.value !== null &&
          say(' (fewer than {snapshots})', { snapshots: leastCount(snapshots.value) })}
        {say(', nor others that they could be worked out from.')}
        {snapshots.value?.secondPersonReleases === true &&
          say(' Somebody else than who made them ready releases them.')}
      </p>
      {error !== null && (
        <LoadError
          message={error}
          onRetry={() => {
            snapshots.reload();
            embeds.reload();
          }}
        />
      )}
      {snapshots.value === null && error === null && (
        <p class="muted">{say('Looking up what is released …')}</p>
      )}
      {snapshots.value !== null && <SnapshotYears snapshots={snapshots.value} />}
      {released.length > 0 && <EmbedForm released={released} />}
      {embeds.value !== null && embeds.value.items.length > 0 && <EmbedList items={embeds.value.items} />}
    </section>
  );
}

/** The least count that is shown: that of what is released, which stays, or what the region settled for the first. */
const leastCount = ({ items, leastPublished }: Snapshots): number =>
  items.find(({ releasedAt }) => releasedAt !== null)?.plan.threshold ?? leastPublished;
