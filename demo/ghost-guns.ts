import type { DemoFirearm } from './firearms.ts';
import type { Random } from './random.ts';
import { weighted } from './random.ts';
import type { DemoTrace } from './traces.ts';

/**
 * Of the pistols recovered in a year that could not be traced for their number or for what is missing, the part that nobody
 * licensed made: none before 2018, most in 2022, fewer since ATF's rule of that August.
 */
const PART_OF_YEAR: Readonly<Record<string, number>> = {
  2018: 0.04,
  2019: 0.1,
  2020: 0.25,
  2021: 0.45,
  2022: 0.65,
  2023: 0.6,
  2024: 0.5,
  2025: 0.4,
  2026: 0.35,
};
/** As police write them. */
const WRITTEN = weighted({ 'PMF|': 5, 'PRIVATELY MADE|': 3, 'POLYMER80|PF940C': 6, 'UNKNOWN|80 PERCENT': 1 });

/** The traces with privately made guns among them: pistols of the same caliber, without a serial number. */
export function withGhostGuns(random: Random, traces: readonly DemoTrace[]): readonly DemoTrace[] {
  return traces.map((trace) => {
    const { outcome, firearm, recoveredOn } = trace;
    const isFit = firearm.type === 'pistol' && (outcome === 'serial' || outcome === 'other');
    if (!isFit || !random.chance(PART_OF_YEAR[recoveredOn.slice(0, 4)] ?? 0)) return trace;
    const [manufacturer = '', model = ''] = WRITTEN.draw(random).split('|');
    const made: DemoFirearm = { ...firearm, manufacturer, model, country: '', importer: null };
    // Nothing was removed: the gun never had a number.
    return { ...trace, firearm: made, serial: '' };
  });
}
