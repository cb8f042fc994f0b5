import './take-along.css';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { queryOnScreen } from '../../state/briefings.ts';
import { changePage, page } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { mayTakeAlong } from '../../state/taken-along.ts';
import { say } from '../../words/say.ts';
import { MakingNote } from './making-note.tsx';
import { ServerPdf } from './server-pdf.tsx';
import { useMaking } from './use-making.ts';

const SCALES = [1, 2, 3, 4] as const;
/** Sharp on a screen of today and in a document. */
const SCALE_AT_FIRST = 2;

const files = () => import('../../pictures/make-files.ts');

/** What is shown as a file; for who sees counts alone the way to what is released, where it is not that already. */
export function TakeAlong() {
  return mayTakeAlong(page.value.view) ? <Files /> : <ReleasedInstead />;
}

function ReleasedInstead() {
  const making = useMaking();
  const open = () => changePage({ view: 'released' });
  const slide = () =>
    making.make(say('Making the slide …'), '', async () => {
      open();
      await (await files()).saveSlides();
    });
  return (
    <section class="take-along" aria-label={say('Take it along')}>
      <h2 class="popover-title">{say('Take it along')}</h2>
      <p class="muted small">
        {say(
          'What is shown here is counted live, small counts too: it stays on the screen. Slides, pictures and pages for other sites are made of what an agency has released for everybody.',
        )}
      </p>
      {can('brief') && (
        <>
          <button type="button" class="button primary" disabled={making.busy !== null} onClick={slide}>
            {say('Slide of what is released')}
          </button>
          <button type="button" class="button" onClick={open}>
            {say('Open what is released')}
          </button>
        </>
      )}
    </section>
  );
}

/** A slide, a picture, paper. */
function Files() {
  const id = useId();
  const scale = useSignal<number>(SCALE_AT_FIRST);
  const making = useMaking();
  const isBusy = making.busy !== null;
  const slide = () =>
    making.make(say('Making the slide …'), say('The slide is in your downloads.'), async () =>
      (await files()).saveSlides(),
    );
  const picture = () =>
    making.make(say('Drawing the picture …'), say('The picture is in your downloads.'), async () =>
      (await files()).savePng(scale.peek()),
    );
  const paper = () =>
    making.make(say('Laying it out …'), '', async () => {
      const { layOutView, printPaper } = await files();
      await printPaper(await layOutView());
    });
  return (
    <section class="take-along" aria-label={say('Take it along')}>
      <h2 class="popover-title">{say('Take it along')}</h2>
      <button type="button" class="button primary" data-stays disabled={isBusy} onClick={slide}>
        {say('Slide (PowerPoint)')}
      </button>
      <div class="take-row">
        <button type="button" class="button" data-stays disabled={isBusy} onClick={picture}>
          {say('Picture (PNG)')}
        </button>
        <label for={id}>{say('Size')}</label>
        <select
          id={id}
          class="field"
          value={String(scale.value)}
          onChange={({ currentTarget: { value } }) => {
            scale.value = Number(value);
          }}
        >
          {SCALES.map((one) => (
            <option key={one} value={String(one)}>
              {one}×
            </option>
          ))}
        </select>
      </div>
      <ServerPdf of={() => ({ query: queryOnScreen() })} making={making} />
      <button type="button" class="button" data-stays disabled={isBusy} onClick={paper}>
        {say('Print or PDF')}
      </button>
      <MakingNote making={making} />
    </section>
  );
}
