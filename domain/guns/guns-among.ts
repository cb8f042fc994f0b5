/** Which guns records with one serial number are of, and what their records say of one. */
import type { FirearmType } from '../vocabulary.ts';
import { makersOf } from './makers.ts';
import type { GunTraits } from './same-gun.ts';
import { recordsOfGun } from './same-gun.ts';

/**
 * The guns that records with one serial number are surely of, each with its records in the order given. Those of which nobody
 * can say, since they name no maker, are of none.
 */
export function gunsAmong<Record extends GunTraits>(records: readonly Record[]): Record[][] {
  // What says the same is of the same gun: only what differs is compared, however many records have one number.
  const alike = new Map<string, Alike<Record>>();
  for (const record of records) {
    const { manufacturer, importer, firearmType, caliber } = record;
    const key = JSON.stringify([manufacturer, importer, firearmType, caliber]);
    const known = alike.get(key);
    if (known === undefined) {
      alike.set(key, { manufacturer, importer, firearmType, caliber, records: [record] });
    } else known.records.push(record);
  }
  const placeOf = new Map(records.map((record, place) => [record, place]));
  const guns: Record[][] = [];
  let left = [...alike.values()].filter((one) => makersOf(one).size > 0);
  while (left.length > 0) {
    const [first, ...others] = left;
    if (first === undefined) break;
    const same = new Set(recordsOfGun(first, others).same.map(({ record }) => record));
    const ofGun = [...same].flatMap((one) => one.records);
    guns.push(ofGun.sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0)));
    left = others.filter((one) => !same.has(one));
  }
  return guns;
}

interface Alike<Record> extends GunTraits {
  readonly records: Record[];
}

/** What records of one gun say of it: each trait from the first that tells it. */
export function traitsOfGun(records: readonly GunTraits[]): GunTraits {
  const first = (trait: 'manufacturer' | 'importer' | 'caliber') =>
    records.find((one) => one[trait] !== null)?.[trait] ?? null;
  return {
    firearmType: typeOf(records),
    manufacturer: first('manufacturer'),
    importer: first('importer'),
    caliber: first('caliber'),
  };
}

const typeOf = (records: readonly GunTraits[]): FirearmType =>
  records.find(({ firearmType }) => firearmType !== 'unknown')?.firearmType ?? 'unknown';
