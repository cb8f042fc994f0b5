import { DealerDetailBody } from '../../panels/detail/dealer-detail.tsx';
import { Icon } from '../../panels/icon.tsx';
import { clearSelection } from '../../state/page.ts';

/** The dealer that was chosen in the funnel or the table. */
export function DealerCard() {
  return (
    <section class="region-card dealer-card" aria-label="The dealer chosen">
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
