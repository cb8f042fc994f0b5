import type { ExportFeature, ExportNotice } from '../export-pages.ts';

/** What a file is made of. */
export interface ExportTable {
  /** Names of the properties that are written, in their order. */
  readonly columns: readonly string[];
  readonly notice: ExportNotice;
  /** The features, a page at a time. */
  readonly pages: AsyncIterable<readonly ExportFeature[]>;
}

/**
 * How a file is put together: pieces come out as pages go in, or all at the end where a format cannot be written from its
 * start. Whoever stops taking pieces ends it: what it holds open is given back then, too.
 */
export interface ExportFormat {
  readonly contentType: string;
  readonly write: (table: ExportTable) => AsyncIterable<string | Uint8Array>;
}
