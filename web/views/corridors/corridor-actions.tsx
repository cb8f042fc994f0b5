import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Corridor } from '../../../domain/corridor.ts';
import { deleteCorridor } from '../../api/corridors.ts';
import { ApiError } from '../../api/request.ts';
import { draftOf, startDraft } from '../../state/corridor-draft.ts';
import { changeFilter, changePage, filter, page } from '../../state/page.ts';
import { can, recordsChanged } from '../../state/session.ts';
import { say } from '../../words/say.ts';

/** Shows the corridor on the map, changes it, or deletes it after asking. */
export function CorridorActions({ corridor }: { corridor: Corridor }) {
  const draft = draftOf(corridor);
  const showOnMap = () =>
    changePage({
      view: 'map',
      figures: 'records',
      selection: [],
      filter: { ...page.value.filter, corridor: [corridor.id] },
    });
  return (
    <div class="button-row">
      <button type="button" class="button primary" onClick={showOnMap}>
        {say('Show on the map')}
      </button>
      {can('define') && (
        <>
          <button
            type="button"
            class="button"
            disabled={draft === null}
            title={
              draft === null
                ? say('It has areas with holes, which can only be changed through the API')
                : undefined
            }
            onClick={() => draft !== null && startDraft(draft)}
          >
            {say('Change')}
          </button>
          <DeleteCorridor corridor={corridor} />
        </>
      )}
    </div>
  );
}

function DeleteCorridor({ corridor: { id, name } }: { corridor: Corridor }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const refusal = useSignal<string | null>(null);
  const remove = async () => {
    try {
      await deleteCorridor(id);
    } catch (error) {
      refusal.value = ApiError.from(error).message;
      return;
    }
    dialog.current?.close();
    const others = filter.value.corridor?.filter((other) => other !== id);
    changeFilter({ corridor: others }, 'same');
    changePage({ openCorridor: null, sort: null });
    recordsChanged();
  };
  return (
    <>
      <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
        {say('Delete')}
      </button>
      <dialog ref={dialog} class="corridor-dialog" aria-label={say('Delete {name}?', { name })}>
        <h2>{say('Delete “{name}”?', { name })}</h2>
        <p>{say('No record changes. Links to its page stop working for everybody.')}</p>
        {refusal.value !== null && (
          <p class="error-text" role="alert">
            {refusal.value}
          </p>
        )}
        <div class="button-row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {say('Keep it')}
          </button>
          <button type="button" class="button primary" onClick={remove}>
            {say('Delete it')}
          </button>
        </div>
      </dialog>
    </>
  );
}
