import { STATES } from '../../domain/geography/states.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES, type FirearmType } from '../../domain/vocabulary.ts';
import { areaNames } from '../state/area-names.ts';
import { corridorName } from '../state/corridors.ts';
import { facets, flows, summary, uncounted } from '../state/map-data.ts';
import { changeFilter, changePage, filter, page } from '../state/page.ts';
import { session } from '../state/session.ts';
import { FIREARM_TYPE_WORDS } from '../words/firearm-words.ts';
import { say } from '../words/say.ts';
import { ChoiceList } from './choice-list.tsx';
import { DateSection } from './date-section.tsx';
import { ErrorNote } from './error-note.tsx';
import { FiguresSection } from './figures-section.tsx';
import { Icon } from './icon.tsx';
import { TimeToCrimeRange } from './time-to-crime-range.tsx';

/** Everything that narrows what is shown, each choice with its count. */
export function FilterRail({ onClose }: { onClose?: () => void }) {
  const isSet = [...formatTraceFilter(filter.value).keys()].length > 0;
  const { error } = summary.value.value;
  return (
    <div class="rail-body">
      <div class="rail-head">
        <h2>{say('Filters')}</h2>
        <button
          type="button"
          class="button quiet"
          disabled={!isSet}
          onClick={() => changePage({ filter: {} })}
        >
          {say('Clear all')}
        </button>
        {onClose !== undefined && (
          <button
            type="button"
            class="button quiet icon"
            aria-label={say('Close filters')}
            title={say('Close filters (f)')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <FiguresSection />
      {page.value.figures === 'published' ? (
        <PublishedFilters />
      ) : (
        <>
          {error !== null && <ErrorNote error={error} onRetry={summary.retry} />}
          <RecordFilters />
        </>
      )}
    </div>
  );
}

function RecordFilters() {
  const chosen = filter.value;
  return (
    <>
      <DateSection />
      <TimeToCrimeRange />
      <ChoiceList
        title={say('Sold in')}
        side="sold"
        choices={facets.sourceState.value?.sourceStates.map(stateChoice) ?? null}
        uncounted={uncounted.value}
        chosen={chosen.sourceState ?? []}
        onChange={(sourceState) => changeFilter({ sourceState })}
      />
      <ChoiceList
        title={say('Recovered in')}
        side="recovered"
        choices={facets.recoveryState.value?.recoveryStates.map(stateChoice) ?? null}
        uncounted={uncounted.value}
        chosen={chosen.recoveryState ?? []}
        onChange={(recoveryState) => changeFilter({ recoveryState })}
      />
      <ChoiceList
        title={say('Firearm')}
        choices={
          facets.firearmType.value?.firearmTypes.map(({ type, count }) => ({
            value: type,
            label: FIREARM_TYPE_WORDS[type].label,
            count,
          })) ?? null
        }
        uncounted={uncounted.value}
        chosen={chosen.firearmType ?? []}
        onChange={(values) => changeFilter({ firearmType: values.filter(isFirearmType) })}
      />
      <ChoiceList
        title={say('Agency')}
        choices={
          session.value.value.answer?.scope.agencies.map(({ code, name }) => ({
            value: code,
            label: name,
            count: null,
          })) ?? null
        }
        uncounted={session.value.value.error === null ? say('Asking…') : say('Not known.')}
        chosen={chosen.agency ?? []}
        onChange={(agency) => changeFilter({ agency })}
      />
      <OtherFilters />
    </>
  );
}

const stateChoice = ({ code, name, count }: { code: string; name: string; count: number }) => ({
  value: code,
  label: name,
  count,
});

const isFirearmType = (value: string): value is FirearmType => FIREARM_TYPES.some((type) => type === value);

const OTHERS = [
  ['sourceCounty', say('Sold in')],
  ['recoveryCounty', say('Recovered in')],
  ['sourceZip', say('Sold in ZIP')],
  ['recoveryZip', say('Recovered in ZIP')],
  ['purchaserState', say('Buyer lived in')],
  ['purchaserCounty', say('Buyer lived in')],
  ['purchaserZip', say('Buyer lived in ZIP')],
  ['caliber', say('Caliber')],
  ['manufacturer', say('Manufacturer')],
  ['crimeCode', say('Crime code')],
  ['dealer', say('Dealer')],
  ['indicator', say('Indicator')],
  ['precisionMin', say('Place known at least to')],
  ['corridor', say('Corridor')],
  ['bbox', say('Inside a box on the map')],
] as const;

/** Filters that came with the address or from a detail: shown so that they can be taken off. */
function OtherFilters() {
  const set = OTHERS.filter(([key]) => filter.value[key] !== undefined);
  if (set.length === 0) return null;
  return (
    <fieldset>
      <h3>{say('Also filtered by')}</h3>
      <ul class="chips">
        {set.map(([key, label]) => (
          <li key={key} class="chip">
            {label}
            {valueWords(key)}
            <button
              type="button"
              class="button quiet icon"
              aria-label={say('Take off {label}', { label })}
              onClick={() => changeFilter({ [key]: undefined })}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function valueWords(key: (typeof OTHERS)[number][0]): string {
  if (key === 'bbox') return '';
  if (key === 'corridor') return `: ${(filter.value.corridor ?? []).map(corridorName).join(', ')}`;
  if (key === 'sourceCounty' || key === 'recoveryCounty' || key === 'purchaserCounty') {
    const names = (filter.value[key] ?? []).map(
      (code) => areaNames.value.get(code) ?? say('county {code}', { code }),
    );
    return `: ${names.join('; ')}`;
  }
  return `: ${String(filter.value[key])}`;
}

function PublishedFilters() {
  const nodes = new Map(flows.value.answer?.nodes.map(({ properties }) => [properties.code, properties]));
  const choices = (side: 'sold' | 'recovered') =>
    STATES.map(({ code, name }) => ({ value: code, label: name, count: nodes.get(code)?.[side] ?? 0 })).sort(
      (a, b) => b.count - a.count,
    );
  return (
    <>
      <ChoiceList
        title={say('Sold in')}
        side="sold"
        choices={choices('sold')}
        chosen={filter.value.sourceState ?? []}
        onChange={(sourceState) => changeFilter({ sourceState })}
      />
      <ChoiceList
        title={say('Recovered in')}
        side="recovered"
        choices={choices('recovered')}
        chosen={filter.value.recoveryState ?? []}
        onChange={(recoveryState) => changeFilter({ recoveryState })}
      />
    </>
  );
}
