import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EXPORT_FORMATS, EXPORT_LAYERS, formatsOf } from '../../domain/exports/export-layers.ts';
import { scopeOfInstallation } from '../access/scope-of-request.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import type { ExportRequest, WrittenExport } from '../exports/export-layer.ts';
import { exportOf } from '../exports/export-question.ts';
import { exportRecorded } from '../exports/record-export.ts';
import type { Command, CommandInput } from './command.ts';
import { positional, UsageError } from './command.ts';

export const exportCommand: Command = {
  usage: `export ${EXPORT_LAYERS.join('|')} --format ${EXPORT_FORMATS.join('|')} [--filter 'QUERY'] [--columns A,B] [--documents] [--purpose TEXT] --out FILE`,
  positionals: 1,
  options: {
    format: { type: 'string' },
    filter: { type: 'string' },
    columns: { type: 'string' },
    documents: { type: 'boolean' },
    purpose: { type: 'string' },
    out: { type: 'string' },
  },
  async run(input) {
    const request = requestOf(input);
    const out = input.option('out');
    if (out === undefined) throw new UsageError('export needs --out FILE: where to write.');
    const scope = await scopeOfInstallation(input.database);
    const file = await openForWriting(out);
    const exporter = { actor: commandLineActor(), purpose: input.option('purpose') ?? null };
    const written = await exportRecorded(input.database, scope, request, exporter, file);
    file.end();
    await finished(file);
    const { layer, format } = request;
    const beside = input.flag('documents') ? await writeDocuments(out, written) : [];
    return {
      json: { layer, format, out, features: written.rows, ...(beside.length > 0 && { documents: beside }) },
      lines: [
        `${written.rows} ${layer} written to ${out}.`,
        ...beside.map((name) => `What goes with it: ${name}`),
      ],
      exitCode: 0,
    };
  },
};

function requestOf(input: CommandInput): ExportRequest {
  const layer = oneOf(EXPORT_LAYERS, 'layer', positional(input, 0));
  const format = oneOf(formatsOf(layer), '--format', input.option('format') ?? '');
  const query = new URLSearchParams(input.option('filter') ?? '');
  const columns = input.option('columns');
  if (columns !== undefined) query.set('columns', columns);
  const taker = { role: 'operator of the installation', agencyId: null } as const;
  return { ...exportOf(layer, format, query), taker };
}

/** Writes the documents beside the file: `flows.gpkg.dictionary.csv`. */
function writeDocuments(out: string, { documents }: WrittenExport): Promise<string[]> {
  return Promise.all(
    Object.entries(documents).map(async ([name, text]) => {
      await writeFile(`${out}.${name}`, text);
      return `${out}.${name}`;
    }),
  );
}

async function openForWriting(out: string): Promise<Writable> {
  const file = createWriteStream(out);
  try {
    await once(file, 'open');
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${error instanceof Error ? error.message : error}.`);
  }
  return file;
}

function oneOf<Choice extends string>(choices: readonly Choice[], name: string, given: string): Choice {
  const found = choices.find((choice) => choice === given);
  if (found === undefined)
    throw new UsageError(`${name} must be one of ${choices.join(', ')}, not "${given}".`);
  return found;
}
