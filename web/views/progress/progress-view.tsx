import '../../styles/region-page.css';
import '../../styles/table.css';
import '../../styles/form.css';
import './progress-view.css';
import { useEffect } from 'preact/hooks';
import { loadAreaNames } from '../../state/area-names.ts';
import { page } from '../../state/page.ts';
import { InterventionPage } from './intervention-page.tsx';
import { ProgressHome } from './progress-home.tsx';

/** Progress: what was done against illegal guns, what came of each, and targets. */
export function ProgressView() {
  const { openIntervention } = page.value;
  useEffect(loadAreaNames, []);
  return (
    <div class="region-page progress-view">
      {openIntervention === null ? (
        <ProgressHome />
      ) : (
        <InterventionPage key={openIntervention} id={openIntervention} />
      )}
    </div>
  );
}
