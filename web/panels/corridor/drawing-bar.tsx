import { canCloseOutline, closeOutline, giveUpOutline, takeCornerBack } from '../../state/corridor-draft.ts';
import { drawing } from '../../state/corridors.ts';

const WORDS = { origin: 'where guns were sold', destination: 'where guns were recovered' } as const;

/** While an area is drawn: what a click does, and the same as the keys by touch. */
export function DrawingBar() {
  const outline = drawing.value;
  if (outline === null) return null;
  return (
    <div class="drawing-bar" role="status">
      <p>
        Click the corners of the area {WORDS[outline.side]}. A double click or Enter closes it; Backspace
        takes the last corner back.
      </p>
      <div class="button-row">
        <button type="button" class="button primary" disabled={!canCloseOutline()} onClick={closeOutline}>
          Close the area
        </button>
        <button type="button" class="button" disabled={outline.corners.length === 0} onClick={takeCornerBack}>
          Take the last corner back
        </button>
        <button type="button" class="button" onClick={giveUpOutline}>
          Give up (Esc)
        </button>
      </div>
    </div>
  );
}
