import type { Watch } from '../../../domain/watches.ts';
import { removeWatch } from '../../api/watches.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { watchesChanged } from '../../state/watches.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { formatCount, whenOf } from '../../words/format.ts';

/** One's saved questions. */
export function WatchList({ items }: { readonly items: readonly Watch[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="watch-list">
      <h2 id="watch-list">What you watch for</h2>
      <ul class="finding-list">
        {items.map((watch) => (
          <WatchCard key={watch.id} watch={watch} />
        ))}
      </ul>
    </section>
  );
}

function WatchCard({
  watch: { id, name, filter, byMail, createdAt, checkedAt, problem, guns },
}: {
  watch: Watch;
}) {
  return (
    <li class="region-card">
      <div class="finding-head">
        <strong>{name}</strong>
        <span class="muted small">{byMail ? 'also by e-mail' : 'here alone'}</span>
      </div>
      <p>New {filter === '' ? 'guns of all that you may see' : whichGuns(filter)}.</p>
      <p class="muted small">
        Since <time dateTime={createdAt}>{whenOf(createdAt)}</time>: {formatCount(guns)} found
        {checkedAt !== null && (
          <>
            , asked last <time dateTime={checkedAt}>{whenOf(checkedAt)}</time>
          </>
        )}
        .
      </p>
      {problem !== null && (
        <p class="form-error" role="alert">
          It could not be asked. {problem}
        </p>
      )}
      <div class="button-row">
        <ConfirmDialog
          verb="Stop watching"
          question={`Stop watching “${name}”?`}
          onConfirm={async () => {
            await removeWatch(id);
            watchesChanged();
          }}
        >
          <p>What it found goes from your inbox with it.</p>
        </ConfirmDialog>
      </div>
    </li>
  );
}
