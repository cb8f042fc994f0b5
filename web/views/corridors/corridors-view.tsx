import '../../styles/table.css';
import '../../styles/detail.css';
import './corridors-view.css';
import { page } from '../../state/page.ts';
import { CorridorList } from './corridor-list.tsx';
import { CorridorPageView } from './corridor-page.tsx';

/** Corridors: those saved, those suggested, and the page of one. */
export function CorridorsView() {
  const { openCorridor } = page.value;
  return (
    <div class="corridors-view">
      {openCorridor === null ? <CorridorList /> : <CorridorPageView key={openCorridor} />}
    </div>
  );
}
