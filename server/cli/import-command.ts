import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { ColumnMapping } from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { IMPORT_FORMATS } from '../../domain/vocabulary.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { createGeocoder } from '../geocoding/geocoder.ts';
import type { ImportResult } from '../imports/import-service.ts';
import { importFile } from '../imports/import-service.ts';
import { runLinkage } from '../linkage/run-linkage.ts';
import { placeAgain } from '../places/place-again.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { Command, CommandInput } from './command.ts';
import { positional, UsageError } from './command.ts';
import { placementLine } from './placement-line.ts';

export const importCommand: Command = {
  usage: 'import FORMAT FILE --agency CODE [--mapping FILE.json] [--dry-run] [--max-rejects N] [--json]',
  positionals: 2,
  options: {
    agency: { type: 'string' },
    mapping: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'max-rejects': { type: 'string' },
  },
  async run(input) {
    const format = importFormat(positional(input, 0));
    const filePath = await existingFile(positional(input, 1));
    const agency = input.option('agency');
    if (agency === undefined)
      throw new UsageError('import needs --agency CODE: whose records the file holds.');
    const mapping = await mappingFrom(input.option('mapping'));
    const maxRejects = wholeNumber(input.option('max-rejects') ?? '0');
    await ensureAreas(input.database, (fraction) => {
      if (fraction === 0) input.progress('Loading states, counties and ZIPs');
    });
    const { database } = input;
    const placer = await createGeocoder(database);
    const result = await importFile(
      { database, placer, actor: commandLineActor() },
      {
        format,
        filePath,
        agency,
        dryRun: input.flag('dry-run'),
        onProgress: progressPrinter(input),
        ...(mapping === null ? {} : { mapping }),
      },
    );
    await placeAgain(database, () => createGeocoder(database));
    await runLinkage(database);
    return { json: result, lines: describe(result), exitCode: result.rowsRejected > maxRejects ? 1 : 0 };
  },
};

function importFormat(name: string): ImportFormat {
  const found = IMPORT_FORMATS.find((format) => format === name);
  if (found === undefined) {
    throw new UsageError(`There is no import format "${name}". Known are ${IMPORT_FORMATS.join(', ')}.`);
  }
  return found;
}

async function existingFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no file ${path}.`);
  if (!found.isFile()) throw new UsageError(`${path} is not a file.`);
  return path;
}

const mappingFile = z.record(z.string(), z.string().nullable());

async function mappingFrom(path: string | undefined): Promise<ColumnMapping | null> {
  if (path === undefined) return null;
  const text = await readFile(await existingFile(path), 'utf8');
  try {
    return mappingFile.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${path} is not a mapping: it must be a JSON object of fields and column names, like {"trace_number": "Trace No"}.`,
    );
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`--max-rejects must be a whole number, not "${text}".`);
  }
  return Number(text);
}

const STEPS = { reading: 'Reading', placing: 'Joining records', counting: 'Counting', finished: 'Finished' };
const MS_BETWEEN_LINES = 1000;

function progressPrinter({ progress }: CommandInput) {
  let lastStep = '';
  let lastAt = 0;
  return ({
    step,
    rowsRead,
    fraction,
  }: Parameters<NonNullable<Parameters<typeof importFile>[1]['onProgress']>>[0]) => {
    if (step === lastStep && Date.now() - lastAt < MS_BETWEEN_LINES) return;
    lastStep = step;
    lastAt = Date.now();
    const done = step === 'reading' ? `, ${Math.round(fraction * 100)} %` : '';
    progress(`${STEPS[step]}: ${rowsRead} rows${done}`);
  };
}

function describe(result: ImportResult): string[] {
  if (result.status === 'already_imported') {
    return [`This very file was imported before (batch ${result.batchId}); nothing was changed.`];
  }
  const counts = `${result.rowsRead} rows read: ${result.rowsAccepted} accepted, ${result.rowsDuplicate} duplicates, ${result.rowsRejected} rejected.`;
  const end =
    result.status === 'dry_run' ? 'This was a dry run; nothing was changed.' : `Batch ${result.batchId}.`;
  const placement = placementLine(result.placement);
  return placement === null ? [`${counts} ${end}`] : [`${counts} ${end}`, placement];
}
