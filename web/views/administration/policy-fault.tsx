import type { ApiError } from '../../api/request.ts';
import { say } from '../../words/say.ts';
import { CONFLICT } from './policy-section.ts';

interface PolicyFaultProps {
  readonly error: ApiError | null;
  readonly onShowNewest: () => void;
}

/** Why a change of the policy was not saved, and how it stands where somebody else was faster. */
export function PolicyFault({ error, onShowNewest }: PolicyFaultProps) {
  if (error === null) return null;
  return (
    <div class="form-error" role="alert">
      <p>{error.message}</p>
      {error.status === CONFLICT && (
        <button type="button" class="button" onClick={onShowNewest}>
          {say('Show how it stands now')}
        </button>
      )}
    </div>
  );
}
