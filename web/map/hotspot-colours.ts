import type { HotspotClass } from '../../domain/hotspots.ts';
import type { HotspotShade } from '../state/hotspot-choice.ts';
import type { Palette } from './palette.ts';

/** The class whose colour a shade has: courses are told apart by their letter, not by sixteen hues. */
function classOfShade(shade: HotspotShade): HotspotClass {
  switch (shade) {
    case 'hot-historical':
      return 'hot90';
    case 'cold-historical':
      return 'cold90';
    case 'hot-new':
    case 'hot-consecutive':
    case 'hot-intensifying':
    case 'hot-persistent':
      return 'hot99';
    case 'hot-diminishing':
    case 'hot-sporadic':
    case 'hot-oscillating':
      return 'hot95';
    case 'cold-new':
    case 'cold-consecutive':
    case 'cold-intensifying':
    case 'cold-persistent':
      return 'cold99';
    case 'cold-diminishing':
    case 'cold-sporadic':
    case 'cold-oscillating':
      return 'cold95';
    default:
      return shade;
  }
}

export const shadeColour = ({ hotspots }: Pick<Palette, 'hotspots'>, shade: HotspotShade): string =>
  hotspots[classOfShade(shade)];

/** The same as a CSS custom property. */
export const shadeVariable = (shade: HotspotShade): string => `var(--hotspot-${classOfShade(shade)})`;
