import type { FirearmName } from '../../domain/firearms/firearm-class.ts';
import { firearmClass, PRIVATELY_MADE } from '../../domain/firearms/firearm-class.ts';
import type { FirearmGrouping } from '../../domain/firearms-responses.ts';
import type { FirearmType } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import type { PackedGuns } from '../rollups/packed-guns.ts';
import { recordAt, typeAt } from '../rollups/packed-guns.ts';
import type { FirearmNames } from './firearm-names.ts';

/** Numbers of the classes that are none: not told to who counts alone, and not known. */
export const UNTOLD = 0;
export const UNKNOWN = 1;
const FIRST_CLASS = 2;

export interface GunClass {
  readonly key: string;
  readonly label: string;
  /** What the filter takes for it. */
  readonly values: readonly string[];
}

/** Guns put into numbered classes: that of number n is `classes[n]`, which the first two are not. */
export interface GunClasses {
  readonly classes: readonly (GunClass | null)[];
  readonly classAt: (guns: PackedGuns, at: number) => number;
}

/** By their types, which packed guns know, those that are only counted too. */
export function classesByType(): GunClasses {
  const known = FIREARM_TYPES.filter((type) => type !== 'unknown');
  const numbers = new Map<FirearmType, number>(known.map((type, index) => [type, FIRST_CLASS + index]));
  const numberOf = FIREARM_TYPES.map((type) => numbers.get(type) ?? UNKNOWN);
  return {
    classes: [null, null, ...known.map((type) => ({ key: type, label: type, values: [type] }))],
    classAt: (guns, at) => numberOf[typeAt(guns, at)] ?? UNKNOWN,
  };
}

interface Spellings {
  /** Records by what they write. */
  readonly labels: Map<string, number>;
  readonly values: Set<string>;
}

/** By what their records say. */
export function classesByName(
  by: Exclude<FirearmGrouping, 'type'>,
  { names, codeOf }: FirearmNames,
): GunClasses {
  const records = new Uint32Array(names.length + 1);
  for (const code of codeOf) records[code] = (records[code] ?? 0) + 1;
  const spellings = new Map<string, Spellings>();
  const numbers = new Map<string, number>();
  const classOfCode = Uint32Array.from([UNTOLD, ...names], (name, code) => {
    if (typeof name === 'number') return UNTOLD;
    const key = firearmClass(by, name);
    if (key === null) return UNKNOWN;
    const spelled = spellings.get(key) ?? { labels: new Map(), values: new Set() };
    spellings.set(key, spelled);
    const label = labelOf(by, name);
    spelled.labels.set(label, (spelled.labels.get(label) ?? 0) + (records[code] ?? 0));
    const value = by === 'caliber' ? name.caliber : by === 'manufacturer' ? name.manufacturer : null;
    if (value !== null) spelled.values.add(value);
    const number = numbers.get(key) ?? FIRST_CLASS + numbers.size;
    numbers.set(key, number);
    return number;
  });
  return {
    classes: [null, null, ...[...spellings].map(([key, spelled]) => gunClass(key, spelled))],
    classAt: (guns, at) => classOfCode[codeOf[recordAt(guns, at)] ?? 0] ?? UNTOLD,
  };
}

function labelOf(by: FirearmGrouping, { manufacturer, model, caliber }: FirearmName): string {
  if (by === 'caliber') return caliber ?? '';
  return by === 'model' ? `${manufacturer ?? ''} ${model ?? ''}`.trim() : (manufacturer ?? '');
}

function gunClass(key: string, { labels, values }: Spellings): GunClass {
  const [most] = [...labels].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  // Privately made guns have no maker to be called by, and of a privately made gun's spellings a filter catches only some.
  const isPrivate = key === PRIVATELY_MADE;
  return {
    key,
    label: isPrivate ? key : (most?.[0] ?? key),
    values: isPrivate ? [] : [...values].toSorted(),
  };
}
