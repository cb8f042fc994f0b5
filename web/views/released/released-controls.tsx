import { ALL } from '../../../domain/disclosure/additive-table.ts';
import type { CategoryWay, PublicationPlan } from '../../../domain/snapshots.ts';
import { SelectField } from '../../panels/select-field.tsx';
import { changePage, page } from '../../state/page.ts';
import type { ReleasedChoice } from '../../state/released-choice.ts';
import { say } from '../../words/say.ts';

const WAYS = [
  { value: 'source', label: say('where they were sold') },
  { value: 'time', label: say('time from sale') },
  { value: 'type', label: 'type' },
] as const satisfies readonly { value: CategoryWay; label: string }[];

interface ReleasedControlsProps {
  readonly plan: PublicationPlan;
  /** All that are released, newest first. */
  readonly years: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** By what, of which years and where released guns are told. */
export function ReleasedControls({ plan, years, from, to }: ReleasedControlsProps) {
  const { released } = page.value;
  const change = (changed: Partial<ReleasedChoice>) =>
    changePage({ released: { ...released, ...changed } }, 'same');
  const options = years.map((year) => ({ value: String(year), label: String(year) }));
  return (
    <div class="released-controls">
      <SelectField
        label={say('By')}
        isBeside
        value={released.way}
        options={WAYS}
        onChange={(way) => change({ way })}
      />
      <SelectField
        label={say('From')}
        isBeside
        value={String(from)}
        options={options}
        onChange={(year) => change({ years: { from: Number(year), to: Math.max(Number(year), to) } })}
      />
      <SelectField
        label={say('To')}
        isBeside
        value={String(to)}
        options={options}
        onChange={(year) => change({ years: { from: Math.min(Number(year), from), to: Number(year) } })}
      />
      {plan.areas.length > 0 && (
        <SelectField
          label={say('In')}
          isBeside
          value={released.area}
          options={[
            { value: ALL, label: say('all places') },
            ...plan.areas.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(area) => change({ area })}
        />
      )}
    </div>
  );
}
