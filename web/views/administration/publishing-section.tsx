import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { LEAST_PUBLISHED, MOST_PUBLISHED } from '../../../domain/access-responses.ts';
import { changeRegionPolicy } from '../../api/region-policy.ts';
import { FormField } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { PolicyFault } from './policy-fault.tsx';
import type { PolicySectionProps } from './policy-section.ts';
import { PolicySwitch } from './policy-switch.tsx';

/** What is settled for counts that are shown to everybody. */
export function PublishingSection(props: PolicySectionProps) {
  const id = useId();
  const isSaved = useSignal(false);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{say('Publishing counts')}</h2>
      <PolicySwitch
        {...props}
        of="secondPersonReleases"
        label={say('Somebody else than who made a year’s counts ready has to release them')}
        meaning={say(
          'What is released can never be taken back from those who have read it. Two people see more than one: switch it off only where an agency has nobody else. The same holds for monthly reports: somebody else than who set one up approves it.',
        )}
      />
      <LeastCountForm
        // Another number begins anew.
        key={props.policy.leastPublished}
        {...props}
        onSaved={(changed) => {
          isSaved.value = true;
          props.onSaved(changed);
        }}
      />
      <p class={isSaved.value ? 'region-done' : 'visually-hidden'} role="status">
        {isSaved.value && say('The number is saved.')}
      </p>
    </section>
  );
}

function LeastCountForm({ policy, onSaved, onShowNewest }: PolicySectionProps) {
  const save = useAction(async (leastPublished: number) =>
    onSaved(await changeRegionPolicy({ ...policy, leastPublished })),
  );
  return (
    <form
      class="policy-number"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(Number(new FormData(event.currentTarget).get('least')));
      }}
    >
      <FormField
        label={say('Least number of guns in a published count')}
        name="least"
        type="number"
        required
        min={LEAST_PUBLISHED}
        max={MOST_PUBLISHED}
        step="1"
        value={String(policy.leastPublished)}
        hint={say(
          'From {leastPublished} to {mostPublished}; 11 is usual. It holds for agencies that have released no year yet: what a first year was told by stays, so that years can be compared and nothing is worked out from the difference.',
          { leastPublished: LEAST_PUBLISHED, mostPublished: MOST_PUBLISHED },
        )}
      />
      <PolicyFault error={save.error} onShowNewest={onShowNewest} />
      <div class="button-row">
        <button type="submit" class="button" disabled={save.busy}>
          {save.busy ? say('Saving …') : say('Save the number')}
        </button>
      </div>
    </form>
  );
}
