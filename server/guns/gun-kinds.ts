import type { GunRecordKind } from '../../domain/guns/gun-life.ts';

/** Where records of a kind are, as SQL on the record `r` that stands for a gun. */
interface GunKind {
  readonly table: string;
  /** What the gun is told by, beside the record. */
  readonly gun: { readonly alias: string; readonly join: string };
}

const OF_ITSELF = { alias: 'r', join: '' };

/** The kinds of records that tell of single guns. */
export const GUN_KINDS: Readonly<Record<GunRecordKind, GunKind>> = {
  recovery: { table: 'recovery', gun: { alias: 'f', join: 'JOIN firearm f ON f.id = r.firearm_id' } },
  theft: { table: 'theft_report', gun: OF_ITSELF },
  debrief: { table: 'debrief', gun: OF_ITSELF },
  multiple_sale: { table: 'multiple_sale', gun: OF_ITSELF },
};
