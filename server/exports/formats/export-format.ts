import type { ExportColumn } from '../../../domain/exports/export-column.ts';
import type { ExportLayer } from '../../../domain/exports/export-layers.ts';
import type { ExportProvenance } from '../../../domain/exports/export-provenance.ts';
import type { ExportFeature, ExportNotice } from '../export-pages.ts';

/** What a file is made of. */
export interface ExportTable {
  readonly layer: ExportLayer;
  /** The properties that are written, in their order. */
  readonly columns: readonly ExportColumn[];
  readonly notice: ExportNotice;
  /** For formats that carry where they come from within them. */
  readonly provenance: ExportProvenance;
  /** The features, a page at a time. */
  readonly pages: AsyncIterable<readonly ExportFeature[]>;
}

/**
 * How a file is put together: pieces come out as pages go in, or all at the end where a format cannot be written from its
 * start. Whoever stops taking pieces ends it: what it holds open is given back then, too.
 */
export interface ExportFormat {
  readonly contentType: string;
  readonly write: (table: ExportTable) => AsyncGenerator<string | Uint8Array>;
}
