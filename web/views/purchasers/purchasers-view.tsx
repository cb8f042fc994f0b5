import '../../styles/region-page.css';
import '../../styles/table.css';
import '../../styles/detail.css';
import './purchasers-view.css';
import { ErrorNote } from '../../panels/error-note.tsx';
import { page } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { purchaserRows } from '../../state/tables.ts';
import { NOTICE } from '../../words/notice-words.ts';
import { purchasersSentence } from '../../words/purchaser-words.ts';
import { say } from '../../words/say.ts';
import { ShownFilter } from '../corridors/shown-filter.tsx';
import { IndicatorsSection } from './indicators-section.tsx';
import { ListedSection } from './listed-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PurchaserCard } from './purchaser-card.tsx';
import { PurchaserTable } from './purchaser-table.tsx';

/** First buyers by what is known of their guns: indicators with what chance makes, what connects them, and the agency's own list. */
export function PurchasersView() {
  const { answer, error } = purchaserRows.first.value;
  const all = answer?.all ?? null;
  const open = page.value.openPurchaser;
  return (
    <div class="region-page is-wide">
      <header class="region-head">
        <div>
          <h1>{say('Purchasers')}</h1>
          <ShownFilter traced={all?.guns ?? null} to="purchaser" hasFailed={error !== null} />
          {all !== null && <p>{purchasersSentence(all)}</p>}
          <p class="muted small">
            {say(
              'Indicators are facts about guns that may make a look worthwhile. None says that anybody did anything wrong: most who bought a traced gun sold it, lost it, or had it stolen. {notARandomSample}',
              { notARandomSample: NOTICE },
            )}
          </p>
        </div>
      </header>
      {error !== null && <ErrorNote error={error} onRetry={purchaserRows.retry} />}
      {answer === null && error === null && <p class="muted">{say('Looking up purchasers …')}</p>}
      {open !== null && <PurchaserCard key={open} id={open} />}
      {all !== null && all.purchasers > 0 && (
        <>
          <IndicatorsSection all={all} />
          <PurchaserTable />
          <NetworkSection />
        </>
      )}
      {can('persons') && <ListedSection />}
    </div>
  );
}
