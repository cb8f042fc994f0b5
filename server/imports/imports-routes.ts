import { Router } from 'express';
import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { ImportBatch, ImportDetail } from '../../domain/responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { IMPORT_FORMATS } from '../../domain/vocabulary.ts';
import { badRequest, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { choiceParameter, onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { FORMATS } from './formats/formats.ts';
import { followImport } from './import-events.ts';
import { findAgencyId, findBatch } from './import-read-model.ts';
import {
  findBatchExtras,
  findVisibleBatch,
  listBatches,
  listNotes,
  listRejectedRows,
  widestRejectedRow,
} from './imports-read-model.ts';
import { readPlacement } from './placement-read-model.ts';
import { receiveUpload } from './receive-upload.ts';
import { rejectedRowLine, rejectedRowsHeader } from './rejected-rows-csv.ts';
import type { UploadedImportsOptions } from './uploaded-imports.ts';
import { UploadedImports } from './uploaded-imports.ts';

const PAGE = { least: 1, most: 500, otherwise: 50 } as const;
const ID = { least: 0, most: 999_999_999, otherwise: null } as const;
const ROWS_A_READ = 1000;
const SAMPLES_SHOWN = 3;

const startBody = z.object({ mapping: z.record(z.string(), z.string().nullable()) });

/** Uploads, their mapping, progress, notes and undoing, under `/api/imports`. */
export function createImportsRoutes(options: UploadedImportsOptions): Router {
  const { database, folder } = options;
  const imports = new UploadedImports(options);
  const router = Router();

  router.get('/api/imports', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const before = wholeNumberParameter(query, 'after', ID);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const { read } = await callerOf(database, request, response, 'steward');
    sendFresh(response, await read(({ trx }) => listBatches(trx, before, limit)));
  });

  router.post('/api/imports', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['format', 'agency']);
    const format = requiredChoice(query);
    const caller = await callerOf(database, request, response, 'steward');
    const agencyId = await visibleAgency(caller, query.get('agency'));
    const received = await receiveUpload(request, folder);
    const batchId = await imports.accept(received, format, agencyId, caller.account.email);
    response.status(201).location(`/api/imports/${batchId}`);
    sendFresh(response, await readDetail(caller, imports, await visibleBatch(caller, batchId)));
  });

  router.get('/api/imports/:id', async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    sendFresh(response, await readDetail(caller, imports, await visibleBatch(caller)));
  });

  router.post('/api/imports/:id/start', jsonBody('1mb'), async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    const batch = await visibleBatch(caller);
    const body = startBody.safeParse(request.body);
    if (!body.success) {
      throw badRequest(
        'Send {"mapping": {"FIELD": "COLUMN", ...}} as JSON; a field no column holds is null.',
      );
    }
    await imports.start(batch.id, body.data.mapping, caller.account.email);
    response.status(202);
    sendFresh(response, await visibleBatch(caller));
  });

  router.get('/api/imports/:id/events', async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    const { id } = await visibleBatch(caller);
    followImport(response, imports.progress, id, () => visibleBatch(caller));
  });

  router.get('/api/imports/:id/notes', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['severity', 'after', 'limit']);
    const severity = query.has('severity') ? choiceParameter(query, 'severity', ['error', 'warning']) : null;
    const after = wholeNumberParameter(query, 'after', { ...ID, otherwise: 0 });
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const caller = await callerOf(database, request, response, 'steward');
    const { id } = await visibleBatch(caller);
    sendFresh(response, await caller.read(({ trx }) => listNotes(trx, id, severity, after, limit)));
  });

  router.get('/api/imports/:id/notes.csv', async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    await sendRejectedRows(caller, await visibleBatch(caller));
  });

  router.delete('/api/imports/:id', async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    const { id } = await visibleBatch(caller);
    await imports.remove(id, caller.account.email);
    response.status(204).end();
  });

  return router;
}

/** The batch the path names, or the one given; 404 where the caller may not see it. */
async function visibleBatch(
  { request, read }: Caller,
  id: number | null = pathId(request),
): Promise<ImportBatch> {
  const batch = id === null ? null : await read(({ trx }) => findVisibleBatch(trx, id));
  if (batch === null) throw notFound('There is no such import. It may have been discarded.');
  return batch;
}

function requiredChoice(query: URLSearchParams) {
  if (!query.has('format'))
    throw new FilterError(
      'format',
      told('format is missing: {formats}.', { formats: IMPORT_FORMATS.join(', ') }),
    );
  return choiceParameter(query, 'format', [...IMPORT_FORMATS]);
}

async function visibleAgency({ scope, read }: Caller, code: string | null): Promise<number> {
  if (code === null)
    throw new FilterError('agency', 'agency is missing: the code of the owner of the records.');
  const agencyId = await read(({ trx }) => findAgencyId(trx, code));
  if (agencyId === null || !scope.ownFileAgencyIds.includes(agencyId)) {
    throw new FilterError('agency', told('There is no agency "{code}" you may import for.', { code }));
  }
  return agencyId;
}

async function readDetail(
  { read }: Caller,
  imports: UploadedImports,
  batch: ImportBatch,
): Promise<ImportDetail> {
  const { fields } = FORMATS[batch.format];
  const { record, extras, placement } = await read(async ({ trx }) => ({
    record: await findBatch(trx, batch.id),
    extras: await findBatchExtras(trx, batch.id),
    placement: await readPlacement(trx, batch.id),
  }));
  const waiting =
    batch.status === 'awaiting_mapping' && record !== null ? await imports.waiting(record) : null;
  const names = waiting?.head.columns ?? extras.header ?? [];
  return {
    ...batch,
    fields: [...fields],
    columns: names.map((name, index) => ({ name, samples: samplesOf(waiting?.head.samples ?? [], index) })),
    mapping: waiting?.proposed.mapping ?? extras.mapping ?? {},
    mappingFrom: fields.length === 0 ? 'fixed' : (waiting?.proposed.from ?? 'saved'),
    notes: { errors: extras.errors, warnings: extras.warnings },
    placement,
  };
}

/** The first different values of a column. */
function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const values = new Set<string>();
  for (const cells of rows) {
    const value = (cells[column] ?? '').trim();
    if (value !== '') values.add(value);
    if (values.size === SAMPLES_SHOWN) break;
  }
  return [...values];
}

async function sendRejectedRows({ read, response }: Caller, { id, fileName }: ImportBatch): Promise<void> {
  const { header, width } = await read(async ({ trx }) => ({
    header: (await findBatchExtras(trx, id)).header ?? [],
    width: await widestRejectedRow(trx, id),
  }));
  const columns = Math.max(header.length, width);
  response.set('Cache-Control', 'no-store').type('text/csv; charset=utf-8');
  response.attachment(`${fileName.replace(/\.[^.]*$/, '')}-rejected.csv`);
  // Spreadsheets take a file without the mark for the encoding of the country they run in.
  response.write(`\uFEFF${rejectedRowsHeader(header, width)}`);
  let after = 0;
  for (;;) {
    const from = after;
    const rows = await read(({ trx }) => listRejectedRows(trx, id, from, ROWS_A_READ));
    for (const row of rows) response.write(rejectedRowLine(row, columns));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_READ) break;
    after = last.row;
  }
  response.end();
}
