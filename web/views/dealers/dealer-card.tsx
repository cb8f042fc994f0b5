import { ChosenCard } from '../../panels/chosen-card.tsx';
import { DealerDetailBody } from '../../panels/detail/dealer-detail.tsx';
import { clearSelection, page } from '../../state/page.ts';

/** The dealer that was chosen in the funnel or the table. */
export const DealerCard = () => (
  <ChosenCard what="dealer" inSightFor={page.value.selection} onClose={clearSelection}>
    <DealerDetailBody />
  </ChosenCard>
);
