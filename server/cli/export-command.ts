import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EXPORT_FORMATS, EXPORT_LAYERS } from '../../domain/exports/export-layers.ts';
import { scopeOfInstallation } from '../access/scope-of-request.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { exportQuestion } from '../exports/export-question.ts';
import { exportRecorded } from '../exports/record-export.ts';
import type { Command } from './command.ts';
import { positional, UsageError } from './command.ts';

export const exportCommand: Command = {
  usage: `export ${EXPORT_LAYERS.join('|')} --format ${EXPORT_FORMATS.join('|')} [--filter 'QUERY'] --out FILE`,
  positionals: 1,
  options: { format: { type: 'string' }, filter: { type: 'string' }, out: { type: 'string' } },
  async run(input) {
    const layer = oneOf(EXPORT_LAYERS, 'layer', positional(input, 0));
    const format = oneOf(EXPORT_FORMATS, '--format', input.option('format') ?? '');
    const query = new URLSearchParams(input.option('filter') ?? '');
    const question = exportQuestion(query);
    const out = input.option('out');
    if (out === undefined) throw new UsageError('export needs --out FILE: where to write.');
    const scope = await scopeOfInstallation(input.database);
    const file = await openForWriting(out);
    const exporter = { actor: commandLineActor(), agencyId: null, parameters: [...query.keys()] };
    const features = await exportRecorded(
      input.database,
      scope,
      { ...question, layer, format },
      exporter,
      file,
    );
    file.end();
    await finished(file);
    return {
      json: { layer, format, out, features },
      lines: [`${features} ${layer} written to ${out}.`],
      exitCode: 0,
    };
  },
};

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
