import { useId } from 'preact/hooks';
import { changeRegionPolicy } from '../../api/region-policy.ts';
import { useAction } from '../use-action.ts';
import { CONFLICT, type PolicySectionProps } from './policy-section.ts';

/** Whether dealers are named to those who see counts alone. */
export function DealerNamingSection({ policy, onSaved, onShowNewest }: PolicySectionProps) {
  const id = useId();
  const save = useAction(async (namesDealers: boolean) =>
    onSaved(await changeRegionPolicy({ ...policy, namesDealers })),
  );
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Naming dealers</h2>
      <label class="policy-switch">
        <input
          type="checkbox"
          checked={policy.namesDealers}
          disabled={save.busy}
          aria-describedby={`${id}-means`}
          onChange={({ currentTarget }) => {
            const { checked } = currentTarget;
            // Shown as it is until the server has taken the change.
            currentTarget.checked = policy.namesDealers;
            void save.run(checked);
          }}
        />
        <span>Name dealers also to those who see counts alone, as mayor’s staff</span>
      </label>
      <p class="muted small" id={`${id}-means`}>
        Analysts and stewards always see dealers by name. With this, whoever sees counts reads each dealer’s
        name, place and how many guns were traced to it; never a purchaser, a serial number or a single
        recovery. The conditions on federal trace data do not list mayor’s staff among those it may be
        disclosed to: switch it on only where your counsel says that you may.
      </p>
      {save.error !== null && (
        <div class="form-error" role="alert">
          <p>{save.error.message}</p>
          {save.error.status === CONFLICT && (
            <button type="button" class="button" onClick={onShowNewest}>
              Show how it stands now
            </button>
          )}
        </div>
      )}
    </section>
  );
}
