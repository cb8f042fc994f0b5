import '../../styles/region-page.css';
import '../../styles/table.css';
import type { FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import { FIREARM_GROUPINGS, PERIOD_UNITS } from '../../../domain/firearms-responses.ts';
import { withParameters } from '../../api/endpoints.ts';
import { getFirearms } from '../../api/firearms.ts';
import { BriefingActions } from '../../panels/briefing/briefing-actions.tsx';
import { EmptyState } from '../../panels/empty-state.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { NothingSelected } from '../../panels/nothing-selected.tsx';
import { Notice } from '../../panels/notice.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { wordsOfGuns } from '../../state/briefings.ts';
import { changePage, filter, filterQuery, page } from '../../state/page.ts';
import { can, dataChanges } from '../../state/session.ts';
import {
  changeSentence,
  GROUPING_WORDS,
  shareSentence,
  UNIT_WORDS,
} from '../../words/firearm-class-words.ts';
import { formatCount, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { ShownFilter } from '../corridors/shown-filter.tsx';
import { useLoaded } from '../use-loaded.ts';
import { ClassFigure } from './class-figure.tsx';

/** Which guns are recovered: makers, models, calibers, types, privately made guns and obliterated numbers over time. */
export function FirearmsView() {
  const { firearmsBy, firearmsEach: unit } = page.value;
  const by = firearmsBy ?? (can('records') ? 'manufacturer' : 'type');
  const query = withParameters(filterQuery.value, { by, unit });
  const { value, error, reload } = useLoaded(
    (signal) => getFirearms(query, signal),
    `firearms ${dataChanges.value} ${query}`,
  );
  const isUntold = value !== null && value.guns > 0 && value.groups.every(({ kind }) => kind === 'untold');
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Firearms')}</h1>
          <ShownFilter traced={value?.guns ?? null} to={null} hasFailed={error !== null} />
          {value !== null && value.guns > 0 && !isUntold && <Sentences value={value} />}
        </div>
        <BriefingActions heading={say('Firearms: {filter}', { filter: wordsOfGuns(filter.value) })} />
        <SelectField
          label={say('By')}
          isBeside
          value={by}
          options={FIREARM_GROUPINGS.map((one) => ({ value: one, label: GROUPING_WORDS[one] }))}
          onChange={(chosen) => changePage({ firearmsBy: chosen }, 'same')}
        />
        <SelectField
          label={say('Each')}
          isBeside
          value={unit}
          options={PERIOD_UNITS.map((one) => ({ value: one, label: UNIT_WORDS[one] }))}
          onChange={(chosen) => changePage({ firearmsEach: chosen }, 'same')}
        />
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Counting guns …')}</p>}
      {value?.guns === 0 && <NothingSelected guns="recovered" />}
      {value !== null && value.guns > 0 && !isUntold && <ClassFigure value={value} />}
      {isUntold && (
        <EmptyState
          heading={say('Only types are told to you')}
          reason={say(
            'You see these guns counted. What their records say beside the type is told to those who see records.',
          )}
          next={
            <button
              type="button"
              class="button primary"
              onClick={() => {
                changePage({ firearmsBy: 'type' }, 'same');
              }}
            >
              {say('See the types')}
            </button>
          }
        />
      )}
      <Notice />
    </div>
  );
}

function Sentences({ value }: { readonly value: FirearmsAnswer }) {
  const share = shareSentence(value);
  const untold = value.groups.find(({ kind }) => kind === 'untold');
  return (
    <>
      {share !== null && <p>{share}</p>}
      <p>{changeSentence(value)}</p>
      {untold !== undefined && (
        <p class="muted">
          {say(
            'Of {guns} you are told the type alone: their agencies share counts, or your role sees counts. They are in no class here.',
            { guns: guns(untold.guns) },
          )}
        </p>
      )}
      {value.undated > 0 && (
        <p class="muted">
          {say('{undated} have no day of recovery: they are in no period.', {
            undated: formatCount(value.undated),
          })}
        </p>
      )}
    </>
  );
}
