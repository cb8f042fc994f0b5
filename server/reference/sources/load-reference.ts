import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import type { AuditAction } from '../../audit/audit-actions.ts';
import type { AuditEvent } from '../../audit/record-audit-event.ts';
import { LOCAL_ACTOR, recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Database } from '../../database/connection.ts';
import { beginChange, noteChange } from '../../database/data-version.ts';
import { normaliseCity } from '../../geocoding/normalise-address.ts';
import { ImportRefusal } from '../../imports/import-refusal.ts';
import type { Finding } from './findings.ts';
import { Findings, LEFT_OUT } from './findings.ts';
import { REFERENCE_FORMATS } from './formats/formats.ts';
import type { ReferenceFormat } from './formats/reference-format.ts';
import { openRecords } from './records/open-records.ts';
import type { RecordSource } from './records/record-source.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { findSource } from './reference-read-model.ts';
import { deleteSource, replaceSource, tidyTables } from './reference-store.ts';
import type { Staging } from './staging/reference-staging.ts';
import { closeStaging, openStaging } from './staging/reference-staging.ts';
import type { StoredCounts } from './staging/stage.ts';
import { NOTHING_STORED } from './staging/stage.ts';

export interface ReferenceLoad {
  readonly kind: ReferenceKind;
  readonly filePath: string;
  /** What the source is called: a newer file of that name replaces the older; by default the file's name. */
  readonly name?: string | undefined;
  /** City and state (USPS code) of the records that do not say theirs. */
  readonly place?: string | undefined;
  readonly state?: string | undefined;
  /** Who loads it, for the audit log. */
  readonly actor?: string;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  readonly step: 'reading' | 'replacing' | 'tidying';
  readonly records: number;
  /** Part of the file that is read, 0 to 1. */
  readonly fraction: number;
}

export interface LoadResult extends StoredCounts {
  /** `unchanged`: this very file is loaded under this name already. */
  readonly status: 'loaded' | 'replaced' | 'unchanged';
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly state: string | null;
  readonly place: string | null;
  /** Records of the file that were kept, and that could not be used. */
  readonly records: number;
  readonly skipped: number;
  /** Why records, or sides of streets, were left out. */
  readonly leftOut: readonly Finding[];
}

/** To be raised when files are read in another way than before: then the same file is loaded anew. */
const READING_RULES = 2;

/**
 * Loads a file of streets, addresses or inhabitants: reads it into a table of its own in short transactions, then one transaction
 * puts it in the place of what an older file of that name brought, and asks for the records there to be placed again
 * ({@link placeAgain}) where they are placed by it. Throws an ImportRefusal where the file is not what
 * it is loaded as; then, as after a crash, the older one stays as it was.
 */
export async function loadReference(database: Database, request: ReferenceLoad): Promise<LoadResult> {
  const { kind, filePath } = request;
  const format = REFERENCE_FORMATS[kind];
  const fileName = path.basename(filePath);
  const source = await openRecords(filePath, format);
  const about = {
    kind,
    name: request.name ?? path.parse(fileName).name,
    place: normaliseCity(request.place ?? null),
    state: request.state ?? format.stateOfFile(fileName),
  };
  const version = await versionOf(source.files);
  const known = await database.knex.transaction((trx) => findSource(trx, kind, about.name));
  if (known?.version === version && known.state === about.state && known.place === about.place) {
    const { records, skipped } = known;
    return { ...about, status: 'unchanged', records, skipped, ...NOTHING_STORED, leftOut: [] };
  }
  return load({ database, format, source, about: { ...about, version, fileName }, request });
}

interface Load {
  readonly database: Database;
  readonly format: ReferenceFormat;
  readonly source: RecordSource;
  readonly about: {
    readonly kind: ReferenceKind;
    readonly name: string;
    readonly place: string | null;
    readonly state: string | null;
    readonly version: string;
    readonly fileName: string;
  };
  readonly request: ReferenceLoad;
}

async function load({ database, format, source, about, request }: Load): Promise<LoadResult> {
  const findings = new Findings();
  const onProgress = request.onProgress ?? (() => {});
  const staging = await openStaging(database, format);
  try {
    const read = await stageRecords({ database, format, source, about, request }, staging, findings);
    onProgress({ step: 'replacing', records: read.records + read.skipped, fraction: 1 });
    const { counts, replaced } = await database.knex.transaction(async (trx) => {
      // First, as every writer: from here on other writers wait.
      await beginChange(trx);
      const published = await replaceSource(trx, format, staging, { ...about, ...read });
      await noteChange(trx, 'everyone');
      const { name } = about;
      await audit(trx, 'reference.loaded', request, { name, ...read, replaced: published.replaced });
      return published;
    });
    onProgress({ step: 'tidying', records: read.records + read.skipped, fraction: 1 });
    await tidyTables(database.knex);
    const { kind, name, place, state } = about;
    return {
      status: replaced ? 'replaced' : 'loaded',
      kind,
      name,
      place,
      state,
      ...read,
      ...counts,
      leftOut: findings.list(),
    };
  } finally {
    await closeStaging(database, staging);
  }
}

function audit(
  trx: Knex.Transaction,
  action: AuditAction,
  { kind, actor }: Pick<ReferenceLoad, 'kind' | 'actor'>,
  detail: AuditEvent['detail'],
): Promise<void> {
  const subject = `reference ${kind}`;
  return recordAuditEvent(trx, { actor: actor ?? LOCAL_ACTOR, agencyId: null, action, subject, detail });
}

interface ReadCounts {
  readonly records: number;
  readonly skipped: number;
}

async function stageRecords(
  { database, format, source, about, request }: Load,
  { table }: Staging,
  findings: Findings,
): Promise<ReadCounts> {
  const { state, place } = about;
  const read = format.createReader({ columns: source.columns, state, place, findings });
  let total = 0;
  let kept = 0;
  // While the database writes one chunk, the next is read.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const chunk of source.chunks()) {
      const records = read(chunk);
      total += chunk.length;
      kept += records.kept;
      refuseProjected(findings, total);
      await writing;
      writing = database.knex.transaction((trx) => records.stage(trx, table));
      // Awaited in the next round; a failure meanwhile must not count as unhandled.
      writing.catch(() => {});
      request.onProgress?.({ step: 'reading', records: total, fraction: source.fractionRead() });
    }
  } finally {
    await writing;
  }
  if (kept === 0) refuseUseless(findings, total);
  return { records: kept, skipped: total - kept };
}

/** Gives a file up, without reading the rest, of which most is in a projection. */
function refuseProjected(findings: Findings, total: number): void {
  if (findings.countOf(LEFT_OUT.notDegrees) * 2 <= total) return;
  throw new ImportRefusal(
    'The coordinates are not degrees of longitude and latitude: the file is in a projection, like State Plane. Export it in WGS 84 (EPSG:4326) and load that.',
  );
}

function refuseUseless(findings: Findings, total: number): void {
  const [first] = findings.list();
  if (first === undefined) throw new ImportRefusal('The file has headings but no records.');
  throw new ImportRefusal(
    `None of the ${total} records can be used: ${first.count} with ${first.reason}, the first in row ${first.firstRows[0]}. Mend the file, or check that --kind is right.`,
  );
}

async function versionOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(`rules ${READING_RULES}\n`);
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  }
  return hash.digest('hex');
}

/**
 * Takes a source and its rows away; false where there is none of that name. What they placed is to be placed again
 * ({@link placeAgain}).
 */
export async function removeReference(
  database: Database,
  kind: ReferenceKind,
  name: string,
  actor = LOCAL_ACTOR,
): Promise<boolean> {
  const removed = await database.knex.transaction(async (trx) => {
    await beginChange(trx);
    if (!(await deleteSource(trx, kind, name))) return false;
    await noteChange(trx, 'everyone');
    await audit(trx, 'reference.removed', { kind, actor }, { name });
    return true;
  });
  if (removed) await tidyTables(database.knex);
  return removed;
}
