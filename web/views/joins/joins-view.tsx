import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './joins-view.css';
import { useEffect } from 'preact/hooks';
import type { JoinState } from '../../../domain/join-states.ts';
import { JOIN_STATES } from '../../../domain/join-states.ts';
import { EmptyState } from '../../panels/empty-state.tsx';
import { ErrorNote } from '../../panels/error-note.tsx';
import { BringIn, SeeSharing } from '../../panels/nothing-selected.tsx';
import {
  canUndo,
  decide,
  joinSpoken,
  joins,
  joinsError,
  loadJoins,
  loadMoreJoins,
  openJoin,
  refusal,
  retryJoins,
  stepJoin,
  undoDecision,
} from '../../state/joins.ts';
import { changePage, page } from '../../state/page.ts';
import { can, dataChanges } from '../../state/session.ts';
import { JOIN_STATE_WORDS, joinsTitle, NO_JOINS } from '../../words/join-words.ts';
import { NOTICE } from '../../words/notice-words.ts';
import { say } from '../../words/say.ts';
import { useViewKeys } from '../use-view-keys.ts';
import { JoinCard } from './join-card.tsx';
import { joinAct } from './join-keys.ts';
import { ThresholdsSection } from './thresholds-section.tsx';

/** Buyers that may be one person: what is put up for decision, what is joined, and what people decided. */
export function JoinsView() {
  const state = page.value.joins;
  const changes = dataChanges.value;
  useEffect(() => loadJoins(state), [state, changes]);
  useViewKeys(runKey);
  const { items, total } = joins.value;
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Same buyers')}</h1>
          {items === null && joinsError.value === null && <p>{say('Comparing what is known of buyers …')}</p>}
          {items !== null && <p>{joinsTitle(state, total)}</p>}
          <p class="muted small">
            {say(
              'The same buyer may stand in several files, misspelt, moved, with day and month exchanged. A weight above 0 speaks for one person, below 0 against; each 1 doubles the odds, or halves them. It says nothing of why somebody bought a gun. {notARandomSample}',
              { notARandomSample: NOTICE },
            )}
          </p>
        </div>
      </header>
      <States />
      <section aria-label={JOIN_STATE_WORDS[state]} aria-busy={items === null && joinsError.value === null}>
        {can('steward') && items !== null && (items.length > 0 || canUndo.value) && <Keys />}
        {refusal.value !== null && (
          <p class="form-error" role="alert">
            {say('Nothing was changed. {refusal}', { refusal: refusal.value })}
          </p>
        )}
        {joinsError.value !== null && <ErrorNote error={joinsError.value} onRetry={retryJoins} />}
        {items?.length === 0 && <NoJoins state={state} />}
        <ul class="join-list">
          {items?.map((join) => (
            <JoinCard key={join.id} join={join} isOpen={openJoin.value?.id === join.id} />
          ))}
        </ul>
        {joins.value.next !== null && items !== null && (
          <div class="button-row">
            <button type="button" class="button" onClick={loadMoreJoins}>
              {say('Show more')}
            </button>
          </div>
        )}
      </section>
      <ThresholdsSection />
      <p class="visually-hidden" role="status">
        {joinSpoken.value}
      </p>
    </div>
  );
}

/** Pairs come by themselves or by decisions; the next step is where those are made, or what they are made from. */
function NoJoins({ state }: { readonly state: JoinState }) {
  const toDecide = (
    <button type="button" class="button" onClick={() => changePage({ joins: 'unsure' })}>
      {say('See those to decide')}
    </button>
  );
  return (
    <EmptyState
      heading={NO_JOINS[state].heading}
      reason={NO_JOINS[state].reason}
      next={state !== 'unsure' ? toDecide : can('steward') ? <BringIn /> : <SeeSharing />}
    />
  );
}

function States() {
  return (
    <nav class="join-states" aria-label={say('Which pairs')}>
      {JOIN_STATES.map((state) => (
        <button
          key={state}
          type="button"
          class="button"
          aria-pressed={state === page.value.joins}
          onClick={() => changePage({ joins: state })}
        >
          {JOIN_STATE_WORDS[state]}
        </button>
      ))}
    </nav>
  );
}

function Keys() {
  return (
    <div class="button-row small">
      <span class="muted join-key-words">
        <kbd>y</kbd> {say('same person,')} <kbd>n</kbd> {say('not the same,')} <kbd>j</kbd> <kbd>k</kbd>{' '}
        {say('next, previous')}
      </span>
      <button type="button" class="button" disabled={!canUndo.value} onClick={() => void undoDecision()}>
        {say('Undo the last')} <kbd>u</kbd>
      </button>
    </div>
  );
}

/** Does what a key asks for; false for a key that means nothing here. */
function runKey(event: KeyboardEvent): boolean {
  const act = joinAct(event);
  if (act === null) return false;
  const join = openJoin.value;
  if (act.kind === 'step') stepJoin(act.by);
  else if (act.kind === 'undo') void undoDecision();
  else if (join !== null) void decide(join, act.kind);
  return true;
}
