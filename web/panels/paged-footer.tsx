import { page } from '../state/page.ts';
import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';

/** Says how many of all rows are shown, and brings more. */
export function PagedFooter({
  shown,
  total,
  what,
  onMore,
}: {
  shown: number;
  total: number;
  what: string;
  onMore: (() => void) | null;
}) {
  const isPart = shown < total;
  return (
    <p class="table-foot muted small">
      {isPart
        ? say('{shown} of {total} {what} shown{words}. ', {
            shown: formatCount(shown),
            total: formatCount(total),
            what,
            words: page.value.sort === null ? '' : say(', sorted among these'),
          })
        : say('All {total} {what} shown.', { total: formatCount(total), what })}
      {isPart && onMore !== null && (
        <button type="button" class="link-button" onClick={onMore}>
          {say('Show more')}
        </button>
      )}
    </p>
  );
}
