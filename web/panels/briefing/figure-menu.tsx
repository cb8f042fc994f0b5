import './take-along.css';
import { figuresOnScreen } from '../../charts/figures-on-screen.ts';
import { page } from '../../state/page.ts';
import { mayTakeAlong } from '../../state/taken-along.ts';
import { say } from '../../words/say.ts';
import { MakingNote } from './making-note.tsx';
import { useMaking } from './use-making.ts';

/** Sharp in a document. */
const PNG_SCALE = 2;

/** A chart as a picture, with what it must not be passed on without. */
export function FigureMenu({ id }: { readonly id: string }) {
  const making = useMaking();
  if (!mayTakeAlong(page.value.view)) return null;
  const save = (format: 'png' | 'svg') =>
    making.make(say('Drawing the picture …'), say('The picture is in your downloads.'), async () => {
      const figure = figuresOnScreen.peek().find((one) => one.id === id);
      const { saveFigure } = await import('../../pictures/make-files.ts');
      if (figure !== undefined) await saveFigure(figure, format, PNG_SCALE);
    });
  return (
    <details class="figure-menu">
      <summary>{say('Picture of it')}</summary>
      <div class="take-row">
        <button type="button" class="button" disabled={making.busy !== null} onClick={() => save('png')}>
          {say('PNG, for documents')}
        </button>
        <button type="button" class="button" disabled={making.busy !== null} onClick={() => save('svg')}>
          {say('SVG, for any size')}
        </button>
      </div>
      <MakingNote making={making} />
    </details>
  );
}
