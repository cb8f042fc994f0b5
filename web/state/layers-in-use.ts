import { page } from './page.ts';
import type { LayerSwitches } from './page-state.ts';
import { NO_LAYERS } from './page-state.ts';
import { openLayers } from './permitted-layers.ts';
import { can } from './session.ts';

/** Layers on the map. The published tables are about whole states: those of this installation's records stay off beside them. */
export function layersInUse(): LayerSwitches {
  const { figures, shown } = page.value;
  return figures === 'records' ? openLayers(shown, can('records')) : { ...NO_LAYERS, flows: true };
}
