import { useId } from 'preact/hooks';
import { say } from '../../words/say.ts';
import type { PolicySectionProps } from './policy-section.ts';
import { PolicySwitch } from './policy-switch.tsx';

/** Whether dealers are named to those who see counts alone. */
export function DealerNamingSection(props: PolicySectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{say('Naming dealers')}</h2>
      <PolicySwitch
        {...props}
        of="namesDealers"
        label={say('Name dealers also to those who see counts alone, as mayor’s staff')}
        meaning={say(
          'Analysts and stewards always see dealers by name. With this, whoever sees counts reads each dealer’s name, place and how many guns were traced to it; never a purchaser, a serial number or a single recovery. The conditions on federal trace data do not list mayor’s staff among those it may be disclosed to: switch it on only where your counsel says that you may.',
        )}
      />
    </section>
  );
}
