import { useEffect, useRef } from 'preact/hooks';
import type { Briefing } from '../../../domain/briefings.ts';
import { MakingNote } from '../../panels/briefing/making-note.tsx';
import { useMaking } from '../../panels/briefing/use-making.ts';
import { usePrinter } from '../../panels/briefing/use-printer.ts';

const files = () => import('../../pictures/make-files.ts');

/** A whole briefing as slides, or on paper: its sections are shown one after another meanwhile. */
export function BriefingFiles({ briefing }: { readonly briefing: Briefing }) {
  const making = useMaking();
  const giveUp = useRef<AbortController | null>(null);
  useEffect(() => () => giveUp.current?.abort(), []);
  const isEmpty = briefing.sections.length === 0;
  const run = (
    done: string,
    act: (told: (section: number, of: number) => void, signal: AbortSignal) => Promise<void>,
  ) =>
    making.make('Opening the sections …', done, async (tell) => {
      const controller = new AbortController();
      giveUp.current = controller;
      await act((section, of) => tell(`Taking section ${section} of ${of} …`), controller.signal);
      giveUp.current = null;
    });
  const slides = () =>
    run('The slides are in your downloads.', async (told, signal) =>
      (await files()).saveBriefingSlides(briefing, told, signal),
    );
  const paper = () =>
    run('', async (told, signal) => {
      const { layOutBriefing, printPaper } = await files();
      await printPaper(await layOutBriefing(briefing, told, signal));
    });
  usePrinter(paper, !isEmpty);
  return (
    <>
      <button
        type="button"
        class="button"
        title="A PowerPoint file, one slide a section"
        disabled={isEmpty || making.busy !== null}
        onClick={slides}
      >
        Slides
      </button>
      <button
        type="button"
        class="button"
        title="A page a section, printed or as PDF"
        disabled={isEmpty || making.busy !== null}
        onClick={paper}
      >
        Print or PDF
      </button>
      {making.busy === null ? (
        <div class="making-note">
          <MakingNote making={making} />
        </div>
      ) : (
        // The text scrolls from section to section meanwhile: this stays in sight.
        <div class="making-toast" role="status">
          {making.busy}
          <button type="button" class="button" onClick={() => giveUp.current?.abort()}>
            Stop
          </button>
        </div>
      )}
    </>
  );
}
