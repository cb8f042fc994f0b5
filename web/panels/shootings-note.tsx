import { RECORDED_SHOOTINGS_ONLY } from '../../domain/vocabulary.ts';
import { filtersLeftOut } from '../state/hotspots.ts';
import { page } from '../state/page.ts';
import { shownWithout } from '../words/hotspot-words.ts';
import { sayKnown } from '../words/say.ts';

/** What hotspots of shootings can and cannot tell. */
export function ShootingsNote() {
  return page.value.hotspots.of === 'shootings' ? (
    <p class="hotspot-note muted small">{sayKnown(RECORDED_SHOOTINGS_ONLY)}</p>
  ) : null;
}

/** Which filters the cells are shown without, since these say nothing of what is counted. */
export function LeftOutNote() {
  const without = shownWithout(filtersLeftOut.value);
  return without === '' ? null : (
    <p class="hotspot-note caution small" role="status">
      {without}
    </p>
  );
}
