import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Briefing } from '../../../domain/briefings.ts';
import { Icon } from '../../panels/icon.tsx';
import { enterFullScreen } from './full-screen.ts';
import { goToSection } from './shown-section.ts';

interface SlideHeadProps {
  readonly briefing: Briefing;
  readonly number: number;
  readonly onLeave: () => void;
}

/** Above a section that is presented: of which briefing it is, which it is, and the ways on. */
export function SlideHead({ briefing: { title, sections }, number, onLeave }: SlideHeadProps) {
  const isFull = useFullScreen();
  const count = Math.max(1, sections.length);
  return (
    <header class="slide-head">
      <h1>{title}</h1>
      <p class="number" aria-live="polite">
        Section {number} of {count}
      </p>
      <div class="button-row">
        <button
          type="button"
          class="button icon"
          aria-label="Section before"
          title="Section before (←)"
          disabled={number === 1}
          onClick={() => goToSection(number - 1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          class="button icon"
          aria-label="Next section"
          title="Next section (→)"
          disabled={number >= count}
          onClick={() => goToSection(number + 1)}
        >
          <Icon name="right" />
        </button>
        {!isFull && document.fullscreenEnabled && (
          <button type="button" class="button" onClick={enterFullScreen}>
            Full screen
          </button>
        )}
        <button type="button" class="button" title="Back to reading (Esc)" onClick={onLeave}>
          Leave
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
