import type { Sharing } from '../../domain/access.ts';
import { isAtLeast } from '../../domain/access.ts';
import { isOfRecords } from '../../domain/exports/export-layers.ts';
import type { GunDetail, Scope } from '../../domain/scope.ts';
import { gunDetailsIn, tellsTraces } from '../../domain/scope.ts';
import type { ExportRequest } from './export-layer.ts';
import type { ExportFeature } from './export-pages.ts';

type Exported = Pick<ExportRequest, 'layer' | 'filter' | 'hotspots'>;

/** Whose data an export has written, added up page by page. */
export class ExportedData {
  readonly #exported: Exported;
  readonly #sharing: ReadonlyMap<number, Sharing>;
  readonly #details: ReadonlyMap<number, GunDetail>;
  /** Single records, by code of their agency. */
  readonly #records = new Map<string, number>();
  #rows = 0;

  constructor(exported: Exported, scope: Scope) {
    this.#exported = exported;
    this.#sharing = new Map(scope.agencies.map(({ agencyId, sharing }) => [agencyId, sharing]));
    this.#details = gunDetailsIn(scope);
  }

  add(features: readonly ExportFeature[]): void {
    this.#rows += features.length;
    if (!isOfRecords(this.#exported.layer)) return;
    for (const { properties } of features) {
      const code = String(properties.agency);
      this.#records.set(code, (this.#records.get(code) ?? 0) + 1);
    }
  }

  /** How many rows were written. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * How many rows are an agency's own records, null where they are figures in which its data is counted; undefined where
   * nothing of it was written.
   */
  of({ id, code }: { readonly id: number; readonly code: string }): number | null | undefined {
    // Released counts are of one's own agency.
    if (this.#rows === 0 || this.#exported.layer === 'released') return undefined;
    if (isOfRecords(this.#exported.layer)) return this.#records.get(code);
    const { filter } = this.#exported;
    const sharing = this.#sharing.get(id);
    const isAsked = filter.agency === undefined || filter.agency.includes(code);
    return isAsked && sharing !== undefined && this.#isCounted(id, sharing) ? null : undefined;
  }

  /** Whether the layer's figures count an agency that shares so much: as the policies of the database let them. */
  #isCounted(id: number, sharing: Sharing): boolean {
    const { layer, hotspots } = this.#exported;
    const detail = this.#details.get(id) ?? null;
    if (layer === 'hotspots') {
      return hotspots.of === 'shootings' ? isAtLeast(sharing.ballistics, 'deidentified') : detail !== null;
    }
    // Dealers count guns that name them; others are known from sales alone.
    const namesDealers = tellsTraces(detail) && detail !== 'counted';
    return layer === 'dealers'
      ? namesDealers || isAtLeast(sharing.sales, 'deidentified')
      : tellsTraces(detail);
  }
}
