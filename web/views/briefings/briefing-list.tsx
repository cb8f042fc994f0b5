import type { BriefingItem } from '../../../domain/briefings.ts';
import { deleteBriefing } from '../../api/briefings.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { EmptyState } from '../../panels/empty-state.tsx';
import { briefingsChanged } from '../../state/briefings.ts';
import { can } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { OpenLink } from '../open-link.tsx';

/** The briefings there are, those saved last first. */
export function BriefingList({ items }: { readonly items: readonly BriefingItem[] }) {
  if (items.length === 0) {
    return (
      <EmptyState
        heading="No briefings yet"
        reason={
          can('brief')
            ? 'Begin with one of those below, or press “Brief” on the map to put what it shows into one.'
            : 'Nobody of your agency has written one. Analysts, stewards and briefing staff do.'
        }
        next={null}
      />
    );
  }
  return (
    <ul class="briefing-list">
      {items.map((item) => (
        <BriefingCard key={item.id} item={item} />
      ))}
    </ul>
  );
}

const sectionsOf = (count: number) => (count === 1 ? '1 section' : `${count} sections`);

function BriefingCard({ item: { id, title, sections, version, savedBy, savedAt } }: { item: BriefingItem }) {
  return (
    <li class="region-card">
      <h2>
        <OpenLink to={{ openBriefing: id, section: 1, briefingShape: 'story' }}>{title}</OpenLink>
      </h2>
      <p class="muted small">
        {sectionsOf(sections)}, version {version}, saved by {savedBy},{' '}
        <time dateTime={savedAt}>{whenOf(savedAt)}</time>
      </p>
      {can('brief') && (
        <ConfirmDialog
          verb="Delete"
          question={`Delete “${title}”?`}
          keep="Keep it"
          onConfirm={async () => {
            await deleteBriefing(id);
            briefingsChanged();
          }}
        >
          <p>It is listed and shown no more, to anybody of your agency. No record changes.</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
