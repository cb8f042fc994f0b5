import { RECORDED_SHOOTINGS_ONLY } from '../../domain/vocabulary.ts';
import { filtersLeftOut } from '../state/hotspots.ts';
import { page } from '../state/page.ts';
import { shownWithout } from '../words/hotspot-words.ts';

/** Stands with hotspots of shootings: what they can and cannot tell, and which filters they are shown without. */
export function ShootingsNote() {
  if (page.value.hotspots.of !== 'shootings') return null;
  const without = shownWithout(filtersLeftOut.value);
  return (
    <div class="shootings-note">
      <p>{RECORDED_SHOOTINGS_ONLY}</p>
      {without !== '' && <p role="status">{without}</p>}
    </div>
  );
}
