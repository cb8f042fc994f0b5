import { changePage, filter } from '../state/page.ts';
import { can, session } from '../state/session.ts';
import { say } from '../words/say.ts';
import { EmptyState } from './empty-state.tsx';

/** In place of figures of a filter that no gun has: because of the filter, or because there are no records at all. */
export function NothingSelected({ guns }: { readonly guns: 'recovered' | 'traced' }) {
  const known = session.value.value.answer;
  const isFiltered = Object.keys(filter.value).length > 0;
  if (isFiltered && known?.recoveredTo != null) {
    return (
      <EmptyState
        heading={say('Nothing matches these filters')}
        reason={say('There are records, but no {words} with all of what is chosen.', {
          words: guns === 'traced' ? say('gun traced to a dealer') : say('recovered gun'),
        })}
        next={
          <button type="button" class="button primary" onClick={() => changePage({ filter: {} })}>
            {say('Clear all filters')}
          </button>
        }
      />
    );
  }
  return (
    <EmptyState
      heading={guns === 'traced' ? say('No gun is traced yet') : say('No gun is recovered yet')}
      reason={
        can('steward')
          ? say('The figures come from files of trace results. None that you may see has any.')
          : say(
              'The figures come from trace results. Nobody whose records you may see has brought any in; data stewards do.',
            )
      }
      next={can('steward') ? <BringIn /> : <SeeSharing />}
    />
  );
}

/** The way to bring in a file, for those who may. */
export function BringIn() {
  return (
    <button type="button" class="button primary" onClick={() => changePage({ view: 'data', quality: null })}>
      {say('Bring in a file')}
    </button>
  );
}

/** For those who bring in no files: whose records they see. */
export function SeeSharing() {
  return (
    <button type="button" class="button primary" onClick={() => changePage({ view: 'together' })}>
      {say('See who shares with you')}
    </button>
  );
}
