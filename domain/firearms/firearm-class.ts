import type { FirearmGrouping } from '../firearms-responses.ts';
import { makersOf } from '../guns/makers.ts';
import { isPrivatelyMade } from './privately-made.ts';

/** What a record says of its firearm, beside its type. */
export interface FirearmName {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly caliber: string | null;
  /** Null where it was not asked for. */
  readonly serialObliterated: boolean | null;
}

/** The class of privately made guns, whatever they are put into classes by. */
export const PRIVATELY_MADE = 'privately_made';

/** The class of a firearm by one of its marks; null where that is not known. */
export function firearmClass(by: Exclude<FirearmGrouping, 'type'>, name: FirearmName): string | null {
  const { manufacturer, model, caliber, serialObliterated } = name;
  if (by === 'caliber') return caliber;
  if (by === 'serial') return serialObliterated === true ? 'obliterated' : 'not_obliterated';
  const isPrivate = isPrivatelyMade(manufacturer, model);
  const maker = isPrivate ? PRIVATELY_MADE : makerOf(manufacturer);
  if (by === 'manufacturer') return maker;
  if (by === 'ghost') return isPrivate ? PRIVATELY_MADE : maker === null ? null : 'by_a_maker';
  return isPrivate ? PRIVATELY_MADE : maker === null || model === null ? null : `${maker} ${model}`;
}

/** One maker however it is written. */
function makerOf(manufacturer: string | null): string | null {
  const [maker] = makersOf({ manufacturer, importer: null });
  return maker ?? null;
}
