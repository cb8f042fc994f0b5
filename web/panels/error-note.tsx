import type { ApiError } from '../api/request.ts';

/** What went wrong, and the way on. */
export function ErrorNote({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <div class="error-note" role="alert">
      <p>
        <strong>{error.title}.</strong> {error.message}
      </p>
      <button type="button" class="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
