import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Briefing } from '../../../domain/briefings.ts';
import { say } from '../../words/say.ts';
import { enterFullScreen } from './full-screen.ts';
import { ReportMark } from './reports/report-mark.tsx';
import { StepBack, StepOn } from './section-steps.tsx';
import { goToSection } from './shown-section.ts';

interface SlideHeadProps {
  readonly briefing: Briefing;
  readonly number: number;
  readonly onLeave: () => void;
}

/** Above a section that is presented: of which briefing it is, which it is, and the ways on. */
export function SlideHead({ briefing: { title, sections, report }, number, onLeave }: SlideHeadProps) {
  const isFull = useFullScreen();
  const count = Math.max(1, sections.length);
  return (
    <header class="slide-head">
      <h1>{title}</h1>
      {report !== null && report.state !== 'approved' && <ReportMark report={report} />}
      <p class="number" aria-live="polite">
        {say('Section {number} of {count}', { number, count })}
      </p>
      <div class="button-row">
        <StepBack number={number} onGo={goToSection} />
        <StepOn number={number} count={count} onGo={goToSection} />
        {!isFull && document.fullscreenEnabled && (
          <button type="button" class="button" onClick={enterFullScreen}>
            {say('Full screen')}
          </button>
        )}
        <button type="button" class="button" title={say('Back to reading (Esc)')} onClick={onLeave}>
          {say('Leave')}
        </button>
      </div>
    </header>
  );
}

function useFullScreen(): boolean {
  const isFull = useSignal(document.fullscreenElement !== null);
  useEffect(() => {
    const look = () => {
      isFull.value = document.fullscreenElement !== null;
    };
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  return isFull.value;
}
