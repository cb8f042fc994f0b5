import { useSignal } from '@preact/signals';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../../domain/time-to-crime.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import { LONGEST_WATCH_NAME } from '../../../domain/watches.ts';
import { addWatch } from '../../api/watches.ts';
import { changePage } from '../../state/page.ts';
import { watchesChanged } from '../../state/watches.ts';
import { useAction } from '../../views/use-action.ts';
import { say } from '../../words/say.ts';

interface WatchDealerProps {
  readonly id: number;
  readonly name: string;
}

/** Watches for new guns of a dealer that were recovered soon after their sale. */
export function WatchDealer({ id, name }: WatchDealerProps) {
  const isWatched = useSignal(false);
  const watch = useAction(async () => {
    const filter = formatTraceFilter({ dealer: [id], ttcMax: SHORT_TIME_TO_CRIME_DAYS }).toString();
    const words = say('{name}, sold within 3 years', { name }).slice(0, LONGEST_WATCH_NAME);
    await addWatch({ name: words, filter, byMail: false });
    isWatched.value = true;
    watchesChanged();
  });
  return (
    <>
      {isWatched.value ? (
        <button type="button" class="button" onClick={() => changePage({ view: 'watches' })}>
          {say('Watched: see your watches')}
        </button>
      ) : (
        <button
          type="button"
          class="button"
          title={say(
            'Be told when an import brings guns that it sold and that were recovered within 3 years',
          )}
          disabled={watch.busy}
          onClick={() => watch.run()}
        >
          {say('Watch for new guns')}
        </button>
      )}
      {watch.error !== null && (
        <span class="form-wrong small" role="alert">
          {watch.error.message}
        </span>
      )}
    </>
  );
}
