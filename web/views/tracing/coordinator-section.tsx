import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { TracingCoordinator } from '../../../domain/tracing-responses.ts';
import { getTracingCoordinator, setTracingCoordinator } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

/** Through whom one's agency sends its requests, and who sends theirs through it. */
export function CoordinatorSection({ onChanged }: { onChanged: () => void }) {
  const id = useId();
  const { value, error, reload } = useLoaded(getTracingCoordinator, 'coordinator');
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Who sends the requests')}</h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value !== null && (
        <>
          <p>{sentenceOf(value)}</p>
          <CoordinatorForm
            key={value.coordinator?.code ?? ''}
            value={value}
            onSet={() => {
              reload();
              onChanged();
            }}
          />
          {value.routedHere.length > 0 && (
            <p>
              {say(
                'Through you send: {routedHere}. Their batches stand among yours as long as they give you their recoveries as records.',
                { routedHere: value.routedHere.map(({ name }) => name).join(', ') },
              )}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function sentenceOf({ coordinator, inForce }: TracingCoordinator): string {
  if (coordinator === null) return say('Your agency sends its requests itself.');
  if (inForce)
    return say(
      'Your agency sends its requests through {name}, who see these guns with serial numbers and names.',
      { name: coordinator.name },
    );
  return say(
    'Your agency chose {name}, but no agreement gives them your recoveries as records any more: they see no request, and new batches are yours to send.',
    { name: coordinator.name },
  );
}

function CoordinatorForm({ value, onSet }: { value: TracingCoordinator; onSet: () => void }) {
  const id = useId();
  const current = value.coordinator?.code ?? '';
  const chosen = useSignal(value.inForce ? current : '');
  const set = useAction(async (code: string) => {
    await setTracingCoordinator(code === '' ? null : code);
    onSet();
  });
  if (value.candidates.length === 0 && value.coordinator === null) {
    return (
      <>
        <p class="muted">
          {say(
            'To send them through another agency, such as your state police, first give it your recoveries as records.',
          )}
        </p>
        <div class="button-row">
          <button type="button" class="button" onClick={() => changePage({ view: 'sharing' })}>
            {say('Offer an agreement')}
          </button>
        </div>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void set.run(chosen.value);
      }}
    >
      <div class="form-row tracing-coordinator">
        <div class="form-field">
          <label for={id}>{say('Send requests')}</label>
          <select
            id={id}
            class="field"
            value={chosen.value}
            onChange={({ currentTarget }) => {
              chosen.value = currentTarget.value;
            }}
          >
            <option value="">{say('ourselves')}</option>
            {value.candidates.map(({ code, name }) => (
              <option key={code} value={code}>
                {say('through {name}', { name })}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button" disabled={set.busy || chosen.value === current}>
          {set.busy ? say('Saving …') : say('Save')}
        </button>
      </div>
      {set.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing changed. {message}', { message: set.error.message })}
        </p>
      )}
    </form>
  );
}
