import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LONGEST_CORRIDOR_NAME } from '../../../domain/corridor.ts';
import { saveCorridor } from '../../api/corridors.ts';
import { ApiError } from '../../api/request.ts';
import { addPlaces, leaveDraft, toSend } from '../../state/corridor-draft.ts';
import type { CorridorDraftPlaces } from '../../state/corridor-draft-text.ts';
import { corridors, drawing } from '../../state/corridors.ts';
import { way } from '../../state/map-data.ts';
import { changePage, page } from '../../state/page.ts';
import { recordsChanged } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { FormActions } from '../form-actions.tsx';
import { DraftSide } from './draft-side.tsx';
import { flowPlaces } from './flow-places.ts';

/** Draws a corridor or changes one: its places, its name, and saving it. */
export function CorridorEditor() {
  const { draft } = page.value;
  return draft === null ? null : <Editor key={draft.id} draft={draft} />;
}

function Editor({ draft }: { draft: CorridorDraftPlaces }) {
  const name = useSignal('');
  const note = useSignal('');
  const error = useSignal<string | null>(null);
  const isSaving = useSignal(false);
  const isTyped = useSignal(false);
  const editor = useRef<HTMLElement>(null);
  // What opened it is gone from the page, and the focus with it; from here Tab goes through the editor.
  useEffect(() => editor.current?.focus(), []);
  useSignalEffect(() => {
    // The words of the corridor that is changed, unless somebody has typed others meanwhile.
    const known = corridors.value.value.answer?.items.find(({ id }) => id === draft.id);
    if (known === undefined || isTyped.peek()) return;
    name.value = known.name;
    note.value = known.note;
  });
  const save = async () => {
    isSaving.value = true;
    error.value = null;
    try {
      const saved = await saveCorridor(draft.id, toSend(draft, name.value, note.value));
      drawing.value = null;
      changePage({ view: 'corridors', openCorridor: saved.id, draft: null, selection: [], sort: null });
      recordsChanged();
    } catch (reason) {
      error.value = ApiError.from(reason).message;
    } finally {
      isSaving.value = false;
    }
  };
  const typed = (part: typeof name) => (event: { currentTarget: { value: string } }) => {
    isTyped.value = true;
    part.value = event.currentTarget.value;
  };
  return (
    <section ref={editor} class="detail corridor-editor" aria-label={say('Corridor')} tabIndex={-1}>
      <h2>{draft.id === null ? say('Draw a corridor') : say('Change the corridor')}</h2>
      <p class="muted small">
        {say(
          'A gun belongs to it when it was sold at any of the first places and recovered at any of the second.',
        )}
      </p>
      <DraftSide side="origin" places={draft.origins} />
      <DraftSide side="destination" places={draft.destinations} />
      <SelectedFlows />
      <form
        class="corridor-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          <span class="small">{say('Name')}</span>
          <input
            class="field"
            type="text"
            required
            maxLength={LONGEST_CORRIDOR_NAME}
            value={name.value}
            onInput={typed(name)}
          />
        </label>
        <label>
          <span class="small">{say('Note, for whoever opens it next (may stay empty)')}</span>
          <textarea class="field" rows={2} value={note.value} onInput={typed(note)} />
        </label>
        {error.value !== null && (
          <p class="error-text" role="alert">
            {say('{error} Nothing was saved yet.', { error: error.value })}
          </p>
        )}
        <FormActions
          verb={say('Save the corridor')}
          busyWords={say('Saving…')}
          busy={isSaving.value}
          onCancel={leaveDraft}
        />
      </form>
    </section>
  );
}

function SelectedFlows() {
  const places = way.value.isOfTrace ? flowPlaces(page.value.selection) : null;
  if (places === null) return null;
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        addPlaces('origin', places.origins);
        addPlaces('destination', places.destinations);
        changePage({ selection: [] }, 'same');
      }}
    >
      {say('Add the places of the selected flows')}
    </button>
  );
}
