import type { Briefing } from '../../../domain/briefings.ts';
import { MakingNote } from '../../panels/briefing/making-note.tsx';
import { ServerPdf } from '../../panels/briefing/server-pdf.tsx';
import { useMaking } from '../../panels/briefing/use-making.ts';
import { usePrinter } from '../../panels/briefing/use-printer.ts';
import { say } from '../../words/say.ts';

const files = () => import('../../pictures/make-files.ts');
const sectionWords = (section: number, of: number) =>
  say('Taking section {section} of {of} …', { section, of });

/** A whole briefing as slides, or on paper: its sections are shown one after another meanwhile. */
export function BriefingFiles({ briefing }: { readonly briefing: Briefing }) {
  const making = useMaking();
  const isEmpty = briefing.sections.length === 0;
  const isOff = isEmpty || making.busy !== null;
  const slides = () =>
    making.make(
      say('Opening the sections …'),
      say('The slides are in your downloads.'),
      async (tell, signal) => {
        const { saveBriefingSlides } = await files();
        await saveBriefingSlides(briefing, (section, of) => tell(sectionWords(section, of)), signal);
      },
    );
  const paper = () =>
    making.make(say('Opening the sections …'), '', async (tell, signal) => {
      const { layOutBriefing, printPaper } = await files();
      await printPaper(
        await layOutBriefing(briefing, (section, of) => tell(sectionWords(section, of)), signal),
      );
    });
  usePrinter(paper, !isEmpty);
  return (
    <>
      <button
        type="button"
        class="button"
        title={say('A PowerPoint file, one slide a section')}
        disabled={isOff}
        onClick={slides}
      >
        {say('Slides')}
      </button>
      <button
        type="button"
        class="button"
        title={say('A page a section, printed or as PDF')}
        disabled={isOff}
        onClick={paper}
      >
        {say('Print or PDF')}
      </button>
      {!isEmpty && <ServerPdf of={() => ({ briefing: briefing.id })} making={making} />}
      {making.busy === null ? (
        <div class="making-note">
          <MakingNote making={making} />
        </div>
      ) : (
        // The text scrolls from section to section meanwhile: this stays in sight.
        <div class="making-toast" role="status">
          {making.busy}
          <button type="button" class="button" onClick={making.stop}>
            {say('Stop')}
          </button>
        </div>
      )}
    </>
  );
}
