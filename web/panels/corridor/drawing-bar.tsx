import { canCloseOutline, closeOutline, giveUpOutline, takeCornerBack } from '../../state/corridor-draft.ts';
import { drawing } from '../../state/corridors.ts';
import { say } from '../../words/say.ts';

const WORDS = { origin: say('where guns were sold'), destination: say('where guns were recovered') } as const;

/** While an area is drawn: what a click does, and the same as the keys by touch. */
export function DrawingBar() {
  const outline = drawing.value;
  if (outline === null) return null;
  return (
    <div class="drawing-bar" role="status">
      <p>
        {say(
          'Click the corners of the area {side}. A double click or Enter closes it; Backspace takes the last corner back.',
          { side: WORDS[outline.side] },
        )}
      </p>
      <div class="button-row">
        <button type="button" class="button primary" disabled={!canCloseOutline()} onClick={closeOutline}>
          {say('Close the area')}
        </button>
        <button type="button" class="button" disabled={outline.corners.length === 0} onClick={takeCornerBack}>
          {say('Take the last corner back')}
        </button>
        <button type="button" class="button" onClick={giveUpOutline}>
          {say('Give up (Esc)')}
        </button>
      </div>
    </div>
  );
}
