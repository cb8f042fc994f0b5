/** Whether two records with the same serial number are of the same gun. */
import type { FirearmType } from '../vocabulary.ts';
import { makersOf } from './makers.ts';

/** What records say of a gun beside its serial number. */
export interface GunTraits {
  readonly manufacturer: string | null;
  readonly importer: string | null;
  readonly firearmType: FirearmType;
  readonly caliber: string | null;
}

/** What two records say together of one trait: `unknown` where either does not say. */
export const AGREEMENTS = ['agrees', 'unknown', 'differs'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

export interface GunComparison {
  readonly maker: Agreement;
  readonly firearmType: Agreement;
  readonly caliber: Agreement;
}

export const GUN_VERDICTS = ['same', 'unsure', 'different'] as const;
export type GunVerdict = (typeof GUN_VERDICTS)[number];

/** Compares what is said of two guns, trait by trait. */
export function compareGuns(one: GunTraits, other: GunTraits): GunComparison {
  return {
    maker: compareMakers(one, other),
    firearmType: compareTypes(one.firearmType, other.firearmType),
    caliber: compareCalibers(one.caliber, other.caliber),
  };
}

/**
 * What follows for guns with the same serial number. Numbers are a maker's own, and some makers used one again for another
 * type: the same number of another maker is another gun, of an unknown one nobody can say. Calibers are written in too many
 * ways to tell guns apart that have the same number, maker and type.
 */
export function gunVerdict({ maker, firearmType }: GunComparison): GunVerdict {
  if (maker === 'differs') return 'different';
  if (maker === 'agrees') return firearmType === 'differs' ? 'unsure' : 'same';
  return firearmType === 'differs' ? 'different' : 'unsure';
}

function compareMakers(one: GunTraits, other: GunTraits): Agreement {
  const [ours, theirs] = [makersOf(one), makersOf(other)];
  if (ours.size === 0 || theirs.size === 0) return 'unknown';
  return [...ours].some((maker) => theirs.has(maker)) ? 'agrees' : 'differs';
}

const HANDGUNS: readonly FirearmType[] = ['pistol', 'revolver'];
const UNTOLD: readonly FirearmType[] = ['unknown', 'other'];

function compareTypes(one: FirearmType, other: FirearmType): Agreement {
  if (UNTOLD.includes(one) || UNTOLD.includes(other)) return 'unknown';
  if (one === other) return 'agrees';
  // Many files have one word for both, which is read as pistol.
  return HANDGUNS.includes(one) && HANDGUNS.includes(other) ? 'unknown' : 'differs';
}

/** `9MM LUGER` and `9` are one caliber, `.40 S&W` and `40` too: the first number is compared. */
export function compareCalibers(one: string | null, other: string | null): Agreement {
  const [ours, theirs] = [caliberNumber(one), caliberNumber(other)];
  if (ours === null || theirs === null) return 'unknown';
  return ours === theirs ? 'agrees' : 'differs';
}

const caliberNumber = (caliber: string | null): number | null => {
  const [digits] = /\d+(?:\.\d+)?/.exec(caliber ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
};

/** A record beside others, with what its gun and that of one of them say together. */
export interface GunMatch<Record> {
  readonly record: Record;
  /** Null for the record asked for itself. */
  readonly comparison: GunComparison | null;
}

/**
 * Of records with one serial number, those of the gun of `asked`, directly or through others that say more, and those of
 * which nobody can say. None is the gun's whose type contradicts one
 * that is, whatever a third says.
 */
export function recordsOfGun<Record extends GunTraits>(
  asked: Record,
  others: readonly Record[],
): { readonly same: readonly GunMatch<Record>[]; readonly unsure: readonly GunMatch<Record>[] } {
  const same: GunMatch<Record>[] = [{ record: asked, comparison: null }];
  const left = new Set(others);
  const comparisons = (record: Record) => same.map((known) => compareGuns(known.record, record));
  // Each record found may say what those before did not.
  for (let found = true; found; ) {
    found = false;
    for (const record of left) {
      const compared = comparisons(record);
      const agreeing = compared.find((comparison) => gunVerdict(comparison) === 'same');
      if (agreeing === undefined || compared.some(contradicts)) continue;
      same.push({ record, comparison: agreeing });
      left.delete(record);
      found = true;
    }
  }
  const unsure = [...left].flatMap((record) => {
    const compared = comparisons(record);
    const [comparison = null] = compared;
    return compared.some((one) => gunVerdict(one) === 'different') ? [] : [{ record, comparison }];
  });
  return { same, unsure };
}

/** Makers do not: a third record may name the one as importer of the other. */
const contradicts = ({ firearmType }: GunComparison): boolean => firearmType === 'differs';
