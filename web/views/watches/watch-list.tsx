import type { Watch } from '../../../domain/watches.ts';
import { removeWatch } from '../../api/watches.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { watchesChanged } from '../../state/watches.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** One's saved questions. */
export function WatchList({ items }: { readonly items: readonly Watch[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="watch-list">
      <h2 id="watch-list">{say('What you watch for')}</h2>
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
        <span class="muted small">{byMail ? say('also by e-mail') : say('here alone')}</span>
      </div>
      <p>
        {say('New {words}.', {
          words: filter === '' ? say('guns of all that you may see') : whichGuns(filter),
        })}
      </p>
      <p class="muted small">
        {say('Since')} <time dateTime={createdAt}>{whenOf(createdAt)}</time>
        {say(': {guns} found', { guns: formatCount(guns) })}
        {checkedAt !== null && (
          <>
            {say(', asked last')} <time dateTime={checkedAt}>{whenOf(checkedAt)}</time>
          </>
        )}
        .
      </p>
      {problem !== null && (
        <p class="form-error" role="alert">
          {say('It could not be asked. {problem}', { problem })}
        </p>
      )}
      <div class="button-row">
        <ConfirmDialog
          verb={say('Stop watching')}
          question={say('Stop watching “{name}”?', { name })}
          onConfirm={async () => {
            await removeWatch(id);
            watchesChanged();
          }}
        >
          <p>{say('What it found goes from your inbox with it.')}</p>
        </ConfirmDialog>
      </div>
    </li>
  );
}
