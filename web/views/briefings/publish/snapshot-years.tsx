import { useSignal } from '@preact/signals';
import type { Snapshot, Snapshots } from '../../../../domain/snapshots.ts';
import { deleteSnapshot, makeSnapshot, releaseSnapshot } from '../../../api/snapshots.ts';
import { ConfirmDialog } from '../../../panels/confirm-dialog.tsx';
import { publicationChanged } from '../../../state/snapshots.ts';
import { formatCount, whenOf } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { useAction } from '../../use-action.ts';
import { SnapshotTable } from './snapshot-table.tsx';

/** Each year with guns, and how far its counts are on the way to everybody. */
export function SnapshotYears({ snapshots }: { readonly snapshots: Snapshots }) {
  const { items, years, secondPersonReleases } = snapshots;
  const ofYear = new Map(items.map((snapshot) => [snapshot.year, snapshot]));
  const all = [...new Set([...years, ...items.map(({ year }) => year)])].toSorted((a, b) => b - a);
  if (all.length === 0) {
    return (
      <p class="muted">
        {say('Your agency has no guns of a year that is over yet: bring in a file of traces first.')}
      </p>
    );
  }
  return (
    <ul class="briefing-list snapshot-years">
      {all.map((year) => {
        const snapshot = ofYear.get(year);
        return (
          <li key={year} class="region-card">
            <h3>{year}</h3>
            {snapshot === undefined ? (
              <NotMade year={year} />
            ) : (
              <Made snapshot={snapshot} mayRelease={!snapshot.isOwn || !secondPersonReleases} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function NotMade({ year }: { readonly year: number }) {
  const make = useAction(async () => {
    await makeSnapshot(year);
    publicationChanged();
  });
  return (
    <>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing was kept. {message}', { message: make.error.message })}
        </p>
      )}
      <button type="button" class="button" disabled={make.busy} onClick={() => make.run()}>
        {make.busy ? say('Making {year} safe to show …', { year }) : say('Make {year} ready', { year })}
      </button>
    </>
  );
}

/** What became of the small counts. */
function triedInWords(small: number): string {
  if (small === 0) return say('None of them is small.');
  if (small === 1) {
    return say('The one that is small was tried against everything that is shown: it cannot be worked out.');
  }
  return say(
    'All {small} that are small were tried against everything that is shown: none can be worked out.',
    {
      small: formatCount(small),
    },
  );
}

interface MadeProps {
  readonly snapshot: Snapshot;
  readonly mayRelease: boolean;
}

function Made({ snapshot, mayRelease }: MadeProps) {
  const { id, year, audit, madeBy, madeAt, releasedBy, releasedAt } = snapshot;
  const looks = useSignal(false);
  const { shown, fewer, part, withheld } = audit.marks;
  return (
    <>
      <p class="small">
        {say('{shown} of {all} counts are shown.', {
          shown: formatCount(shown),
          all: formatCount(shown + fewer + part + withheld),
        })}{' '}
        {triedInWords(audit.looked)}
      </p>
      <p class="muted small">
        {say('Made by {madeBy},', { madeBy })} <time dateTime={madeAt}>{whenOf(madeAt)}</time>.{' '}
        {releasedBy !== null && releasedAt !== null && (
          <>
            {say('Released by {releasedBy},', { releasedBy })}{' '}
            <time dateTime={releasedAt}>{whenOf(releasedAt)}</time>
            {say(': it stays as it is.')}
          </>
        )}
        {releasedAt === null && !mayRelease && say('You made it: somebody else of your agency releases it.')}
      </p>
      <div class="button-row">
        <button
          type="button"
          class="button"
          aria-expanded={looks.value}
          onClick={() => {
            looks.value = !looks.value;
          }}
        >
          {looks.value ? say('Hide the counts') : say('Look at {year}', { year })}
        </button>
        {releasedAt === null && mayRelease && (
          <ConfirmDialog
            verb={say('Release')}
            isPrimary
            question={say('Release the counts of {year} for good?', { year })}
            onConfirm={async () => {
              await releaseSnapshot(id);
              publicationChanged();
            }}
          >
            <p>
              {say(
                'Everybody may see them from then on. They stay as they are whatever comes in later: a second count of the same year would tell what changed in between.',
              )}
            </p>
          </ConfirmDialog>
        )}
        {releasedAt === null && (
          <ConfirmDialog
            verb={say('Delete')}
            question={say('Delete the counts of {year}?', { year })}
            keep={say('Keep them')}
            onConfirm={async () => {
              await deleteSnapshot(id);
              publicationChanged();
            }}
          >
            <p>{say('They can be made ready anew.')}</p>
          </ConfirmDialog>
        )}
      </div>
      {looks.value && <SnapshotTable snapshot={snapshot} />}
    </>
  );
}
