import type { ApiError } from '../api/request.ts';
import { say } from '../words/say.ts';

const FORBIDDEN = 403;

/** What went wrong, and the way on; trying again gives nobody a permission. */
export function ErrorNote({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <div class="error-note" role="alert">
      <p>
        <strong>{error.title}.</strong> {error.message}
      </p>
      {error.status !== FORBIDDEN && (
        <button type="button" class="button" onClick={onRetry}>
          {say('Try again')}
        </button>
      )}
    </div>
  );
}
