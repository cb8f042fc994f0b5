import { page } from '../state/page.ts';
import { formatCount } from '../words/format.ts';

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
        ? `${formatCount(shown)} of ${formatCount(total)} ${what} shown${page.value.sort === null ? '' : ', sorted among these'}. `
        : `All ${formatCount(total)} ${what} shown.`}
      {isPart && onMore !== null && (
        <button type="button" class="link-button" onClick={onMore}>
          Show more
        </button>
      )}
    </p>
  );
}
