import './chosen-card.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../words/say.ts';
import { Icon } from './icon.tsx';

interface ChosenCardProps {
  /** `dealer`: what was chosen, in the words of its labels. */
  readonly what: string;
  /** Where this is another, the card comes into sight: chosen far down in a table, it would open out of it. */
  readonly inSightFor: unknown;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** What was chosen in a chart or table of a page, above it, with the way to close it. */
export function ChosenCard({ what, inSightFor, onClose, children }: ChosenCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: 'start' }), [inSightFor]);
  return (
    <section ref={card} class="region-card chosen-card" aria-label={say('The {what} chosen', { what })}>
      <button
        type="button"
        class="button quiet icon chosen-card-close"
        aria-label={say('Close the {what}', { what })}
        title={say('Close the {what}', { what })}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
      {children}
    </section>
  );
}
