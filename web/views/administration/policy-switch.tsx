import { useId } from 'preact/hooks';
import type { RegionPolicy } from '../../../domain/access-responses.ts';
import { changeRegionPolicy } from '../../api/region-policy.ts';
import { useAction } from '../use-action.ts';
import { PolicyFault } from './policy-fault.tsx';
import type { PolicySectionProps } from './policy-section.ts';

interface PolicySwitchProps extends PolicySectionProps {
  readonly of: 'namesDealers' | 'secondPersonReleases';
  readonly label: string;
  /** What it means for people, and what to think of before it is switched. */
  readonly meaning: string;
}

/** A part of the policy that is on or off, saved as it is switched. */
export function PolicySwitch({ policy, of, label, meaning, onSaved, onShowNewest }: PolicySwitchProps) {
  const id = useId();
  const save = useAction(async (changed: RegionPolicy) => onSaved(await changeRegionPolicy(changed)));
  return (
    <>
      <label class="policy-switch">
        <input
          type="checkbox"
          checked={policy[of]}
          disabled={save.busy}
          aria-describedby={id}
          onChange={({ currentTarget }) => {
            const { checked } = currentTarget;
            // Shown as it is until the server has taken the change.
            currentTarget.checked = policy[of];
            void save.run({ ...policy, [of]: checked });
          }}
        />
        <span>{label}</span>
      </label>
      <p class="muted small" id={id}>
        {meaning}
      </p>
      <PolicyFault error={save.error} onShowNewest={onShowNewest} />
    </>
  );
}
