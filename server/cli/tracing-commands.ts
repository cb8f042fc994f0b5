import { writeFile } from 'node:fs/promises';
import { scopeOfAllRecords } from '../../domain/scope.ts';
import { TRACE_FIELDS_ASKED } from '../../domain/tracing.ts';
import type { QueuedGun } from '../../domain/tracing-responses.ts';
import { batchDraftSchema } from '../../domain/tracing-responses.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { withScope } from '../database/with-scope.ts';
import { ProblemError } from '../errors.ts';
import { requireAgency } from '../imports/import-service.ts';
import { readTraceableRecoveries, readTraceQueue } from '../tracing/trace-queue-read-model.ts';
import { traceRequestCsv } from '../tracing/trace-request-csv.ts';
import { readTraceForms } from '../tracing/trace-requests-read-model.ts';
import { makeTraceBatch, recordTaken } from '../tracing/tracing-service.ts';
import type { Command, CommandInput } from './command.ts';
import { UsageError } from './command.ts';

const MOST_IN_BATCH = 500;
const SHOWN = 1000;

export const traceQueueCommand: Command = {
  usage: 'tracing queue --agency CODE [--json]',
  positionals: 0,
  options: { agency: { type: 'string' } },
  async run(input) {
    const { agency, scope } = await agencyOf(input, 'tracing queue');
    const today = new Date().toISOString().slice(0, 10);
    const queue = await withScope(input.database, scope, { as: 'steward' }, ({ trx }) =>
      readTraceQueue(trx, { after: null, limit: SHOWN, today }),
    );
    const more = queue.total - queue.items.length;
    return {
      json: queue,
      lines: [
        `${queue.total} recovered without a trace and without a request at ${agency}; ${queue.traceable} of them have a serial number.`,
        ...queue.items.map(lineOf),
        ...(more > 0 ? [`… and ${more} more.`] : []),
      ],
      exitCode: 0,
    };
  },
};

export const traceBatchCommand: Command = {
  usage: `tracing batch --agency CODE --out FILE.csv [--most ${MOST_IN_BATCH}] [--ori ORI] [--json]`,
  positionals: 0,
  options: {
    agency: { type: 'string' },
    out: { type: 'string' },
    most: { type: 'string' },
    ori: { type: 'string' },
  },
  async run(input) {
    const { database } = input;
    const out = input.option('out');
    if (out === undefined)
      throw new UsageError('tracing batch needs --out FILE: where to write the requests.');
    const most = mostOf(input.option('most'));
    const ori = oriOf(input.option('ori'));
    const { agency, agencyId, scope } = await agencyOf(input, 'tracing batch');
    const recoveries = await withScope(database, scope, { as: 'steward' }, ({ trx }) =>
      readTraceableRecoveries(trx, most),
    );
    if (recoveries.length === 0) {
      const line = `Nothing to trace: no gun with a serial number waits in the queue of ${agency}.`;
      return { json: { batch: null, requests: 0 }, lines: [line], exitCode: 0 };
    }
    // Before there is a batch: a file that cannot be written must not leave one behind.
    await writeOut(out, '');
    const by = { actor: commandLineActor(), agencyId };
    const batch = await inWords(makeTraceBatch(database, by, { recoveries: [...recoveries], ori }));
    const forms = await withScope(database, scope, { as: 'identified' }, ({ trx }) =>
      readTraceForms(trx, batch),
    );
    await writeOut(out, traceRequestCsv(forms));
    await recordTaken(database, by, batch, 'csv', forms.length);
    return {
      json: { batch, requests: forms.length, out },
      lines: [
        `Batch ${batch}: ${forms.length} requests written to ${out}. Mark it as sent on the Tracing page once it is.`,
      ],
      exitCode: 0,
    };
  },
};

async function agencyOf(input: CommandInput, command: string) {
  const agency = input.option('agency');
  if (agency === undefined) throw new UsageError(`${command} needs --agency CODE: whose guns.`);
  const agencyId = await requireAgency(input.database, agency);
  return { agency, agencyId, scope: scopeOfAllRecords([agencyId], agency) };
}

function mostOf(text = String(MOST_IN_BATCH)): number {
  const most = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (most >= 1 && most <= MOST_IN_BATCH) return most;
  throw new UsageError(`--most must be a whole number from 1 to ${MOST_IN_BATCH}, not "${text}".`);
}

function oriOf(text: string | undefined): string | null {
  const ori = batchDraftSchema.shape.ori.safeParse(text ?? null);
  if (ori.success) return ori.data;
  throw new UsageError(`--ori must be nine letters and digits like MDBPD0000, not "${text}".`);
}

async function writeOut(out: string, content: string): Promise<void> {
  try {
    await writeFile(out, content);
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${error instanceof Error ? error.message : error}.`);
  }
}

/** What the service refuses is one plain line here. */
async function inWords<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProblemError) throw new UsageError(error.message);
    throw error;
  }
}

function lineOf(gun: QueuedGun): string {
  const what = [gun.manufacturer, gun.model, gun.caliber].filter((part) => part !== null).join(' ');
  const age = gun.ageDays === null ? '' : `, ${gun.ageDays} days`;
  const missing = gun.missing.map((field) => TRACE_FIELDS_ASKED[field]).join(', ');
  return `  ${gun.recoveredOn ?? 'date unknown'}${age}  ${gun.firearmType} ${what}  ${gun.serialNumber ?? 'no serial number'}${missing === '' ? '' : `  missing: ${missing}`}`;
}
