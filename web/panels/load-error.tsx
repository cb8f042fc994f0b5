import { say } from '../words/say.ts';

/** What could not be loaded, and trying again. */
export function LoadError({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div class="form-error" role="alert">
      <p>{message}</p>
      <button type="button" class="button" onClick={onRetry}>
        {say('Try again')}
      </button>
    </div>
  );
}
