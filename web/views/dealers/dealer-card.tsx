import { useEffect, useRef } from 'preact/hooks';
import { DealerDetailBody } from '../../panels/detail/dealer-detail.tsx';
import { Icon } from '../../panels/icon.tsx';
import { clearSelection, page } from '../../state/page.ts';

/** The dealer that was chosen in the funnel or the table. */
export function DealerCard() {
  const card = useRef<HTMLElement>(null);
  const { selection } = page.value;
  // Chosen far down in the table, it would open out of sight.
  useEffect(() => card.current?.scrollIntoView({ block: 'start' }), [selection]);
  return (
    <section ref={card} class="region-card dealer-card" aria-label="The dealer chosen">
      <button
        type="button"
        class="button quiet icon dealer-card-close"
        aria-label="Close the dealer"
        title="Close the dealer"
        onClick={clearSelection}
      >
        <Icon name="close" />
      </button>
      <DealerDetailBody />
    </section>
  );
}
