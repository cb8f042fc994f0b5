import { useSignal } from '@preact/signals';
import type { JoinThresholds, JoinThresholdsDraft } from '../../../domain/joins.ts';
import { LEAST_REVIEW_FROM, MOST_JOIN_FROM } from '../../../domain/joins.ts';
import { getJoinThresholds, setJoinThresholds } from '../../api/joins.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { can } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

/** How sure it must be that two buyers are one person: what is set, and for stewards setting it. */
export function ThresholdsSection() {
  const { value, error, reload } = useLoaded(getJoinThresholds, 'join thresholds');
  return (
    <section aria-labelledby="thresholds-title">
      <h2 id="thresholds-title">{say('How sure it must be')}</h2>
      <p class="muted">
        {say(
          'From the first on, two buyers are taken for one person without asking. From the second on they are put up for decision; below it they are two. Of two agencies the stricter holds. What somebody decided stays as it is.',
        )}
      </p>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value !== null &&
        (can('steward') ? <ThresholdsForm set={value} onSet={reload} /> : <Told set={value} />)}
    </section>
  );
}

const percent = (probability: number): string => String(Number((probability * 100).toFixed(2)));

function Told({ set }: { readonly set: JoinThresholds }) {
  return (
    <p>
      {say('Joined from {joinFrom} % on, put up for decision from {reviewFrom} % on.', {
        joinFrom: percent(set.joinFrom),
        reviewFrom: percent(set.reviewFrom),
      })}{' '}
      <SetBy set={set} />
    </p>
  );
}

function SetBy({ set: { set, defaults } }: { readonly set: JoinThresholds }) {
  return (
    <span class="muted small">
      {set === null
        ? say('As Tracemap comes.')
        : say('Set by {by}, {at}; it comes with {joinFrom} and {reviewFrom} %.', {
            by: set.by,
            at: whenOf(set.at),
            joinFrom: percent(defaults.joinFrom),
            reviewFrom: percent(defaults.reviewFrom),
          })}
    </span>
  );
}

interface ThresholdsFormProps {
  readonly set: JoinThresholds;
  readonly onSet: () => void;
}

function ThresholdsForm({ set, onSet }: ThresholdsFormProps) {
  const done = useSignal(false);
  const save = useAction(async (draft: JoinThresholdsDraft) => {
    await setJoinThresholds(draft);
    done.value = true;
    onSet();
  });
  const limits = { min: LEAST_REVIEW_FROM * 100, max: MOST_JOIN_FROM * 100 };
  return (
    <form
      class="region-card"
      aria-label={say('How sure it must be')}
      onSubmit={(event) => {
        event.preventDefault();
        done.value = false;
        const text = formText(event.currentTarget);
        const probabilityOf = (name: string) => Number((Number(text(name)) / 100).toFixed(6));
        void save.run({ joinFrom: probabilityOf('joinFrom'), reviewFrom: probabilityOf('reviewFrom') });
      }}
    >
      <div class="form-row">
        <FormField
          label={say('Joined from, in percent')}
          name="joinFrom"
          type="number"
          step="any"
          required
          {...limits}
          value={percent(set.joinFrom)}
          hint={say('Higher: fewer wrong joins, more to decide.')}
        />
        <FormField
          label={say('Put up for decision from, in percent')}
          name="reviewFrom"
          type="number"
          step="any"
          required
          {...limits}
          value={percent(set.reviewFrom)}
          hint={say('Lower: fewer overlooked, more to decide.')}
        />
      </div>
      {save.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing was changed. {message}', { message: save.error.message })}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={save.busy}>
          {save.busy ? say('Saving …') : say('Save')}
        </button>
        <SetBy set={set} />
        {done.value && (
          <span class="small" role="status">
            {say('Saved. Buyers are compared anew now; look again in a while.')}
          </span>
        )}
      </div>
    </form>
  );
}
