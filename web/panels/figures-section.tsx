import { endsInUse, flowLevel, published, way, waysOpen } from '../state/map-data.ts';
import { changePage, page } from '../state/page.ts';
import type { PageState } from '../state/page-state.ts';
import { START } from '../state/page-state.ts';
import { asHeading, WAY_WORDS } from '../words/end-words.ts';
import { say } from '../words/say.ts';

const FIGURES = [
  { value: 'records', label: say('Our records') },
  { value: 'published', label: say('Published ATF figures') },
] as const;

const LEVELS = [
  { value: 'auto', label: say('By zoom') },
  { value: 'state', label: say('States') },
  { value: 'county', label: say('Counties') },
  { value: 'zip', label: say('ZIPs') },
  { value: 'cell', label: say('Cells') },
] as const;

/** Which figures the flows are drawn from, and between which kind of area. */
export function FiguresSection() {
  const { figures, level, year } = page.value;
  const shownYear = year ?? published.value.answer?.year ?? null;
  return (
    <fieldset>
      <h3>{say('Flows from')}</h3>
      <Switch
        label={say('Flows from')}
        options={FIGURES}
        value={figures}
        onChange={(value) => changePage({ figures: value, selection: [] })}
      />
      {figures === 'records' ? (
        <>
          <h3>
            {say('Between')}{' '}
            <span class="muted">
              {level === 'auto'
                ? say('({flowLevel} at this zoom)', { flowLevel: LEVEL_WORDS[flowLevel.value] })
                : ''}
            </span>
          </h3>
          <Switch
            label={say('Flows between')}
            options={LEVELS.filter(({ value }) => value !== 'cell' || way.value.isOfTrace)}
            value={level === 'auto' ? level : flowLevel.value}
            onChange={(value) => changePage({ level: value, selection: [] })}
          />
          {flowLevel.value === 'cell' && (
            <p class="muted small">
              {say('Cells hold guns whose places are known to the street, at both ends.')}
            </p>
          )}
          <label class="row-field stacked">
            <span class="small">{say('Which way')}</span>
            <select
              class="field"
              value={endsInUse.value}
              onChange={({ currentTarget: { value } }) =>
                changePage({ ends: waysOpen.value.find((id) => id === value) ?? START.ends, selection: [] })
              }
            >
              {waysOpen.value.map((id) => (
                <option key={id} value={id}>
                  {asHeading(WAY_WORDS[id].way)}
                </option>
              ))}
            </select>
          </label>
        </>
      ) : (
        <>
          {shownYear !== null && (
            <label class="row-field">
              <span class="small">{say('Year')}</span>
              <select
                class="field"
                value={String(shownYear)}
                onChange={({ currentTarget: { value } }) => changePage({ year: Number(value) })}
              >
                {(published.value.answer?.years ?? []).map((each) => (
                  <option key={each} value={String(each)}>
                    {each}
                  </option>
                ))}
              </select>
            </label>
          )}
          <p class="muted small">
            {say('ATF publishes these by year and state. The other filters apply to our records only.')}
          </p>
        </>
      )}
    </fieldset>
  );
}

const LEVEL_WORDS = {
  state: say('states'),
  county: say('counties'),
  zip: say('ZIPs'),
  cell: say('cells'),
} as const;

interface SwitchProps<Value extends PageState['figures'] | PageState['level']> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Switch<Value extends PageState['figures'] | PageState['level']>({
  label,
  options,
  value,
  onChange,
}: SwitchProps<Value>) {
  return (
    <fieldset class="switch" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="button small"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
