import { stat } from 'node:fs/promises';
import { stateByCode } from '../../domain/geography/states.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { createGeocoder } from '../geocoding/geocoder.ts';
import type { PlacedAgain } from '../places/place-again.ts';
import { placeAgain } from '../places/place-again.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { LoadProgress, LoadResult } from '../reference/sources/load-reference.ts';
import { loadReference, removeReference } from '../reference/sources/load-reference.ts';
import type { ReferenceKind } from '../reference/sources/reference-kind.ts';
import { REFERENCE_KINDS } from '../reference/sources/reference-kind.ts';
import { listSources } from '../reference/sources/reference-read-model.ts';
import type { Command, CommandInput } from './command.ts';
import { positional, UsageError } from './command.ts';

const KIND_OPTION = `--kind ${REFERENCE_KINDS.join('|')}`;

export const loadReferenceCommand: Command = {
  usage: `reference load FILE ${KIND_OPTION} [--name NAME] [--place NAME] [--state XX] [--json]`,
  positionals: 1,
  options: {
    kind: { type: 'string' },
    name: { type: 'string' },
    place: { type: 'string' },
    state: { type: 'string' },
  },
  async run(input) {
    const filePath = positional(input, 0);
    const kind = referenceKind(input);
    const name = input.option('name')?.trim();
    const state = input.option('state');
    const found = state === undefined ? undefined : stateByCode(state);
    if (state !== undefined && found === undefined) {
      throw new UsageError(`--state must be a two-letter code like MD, not "${state}".`);
    }
    if (name === '') throw new UsageError('--name is empty.');
    if ((await stat(filePath).catch(() => null))?.isFile() !== true) {
      throw new UsageError(`There is no file ${filePath}.`);
    }
    const result = await loadReference(input.database, {
      kind,
      filePath,
      name,
      place: input.option('place'),
      state: found?.code,
      actor: commandLineActor(),
      onProgress: progressPrinter(input),
    });
    const placedAgain = await placeRecordsAgain(input);
    return {
      json: { ...result, placedAgain },
      lines: [...describe(result), ...placedAgainLines(placedAgain)],
      exitCode: 0,
    };
  },
};

export const listReferenceCommand: Command = {
  usage: 'reference list [--json]',
  positionals: 0,
  options: {},
  async run({ database }) {
    const sources = await database.knex.transaction(listSources);
    const lines = sources.map(({ kind, name, place, state, records, skipped, loadedAt }) => {
      const where = [place, state].filter((part) => part !== null).join(', ');
      return `${kind}  ${name}${where === '' ? '' : `  (${where})`}  ${records} records, ${skipped} skipped, loaded ${loadedAt}`;
    });
    return {
      json: { items: sources },
      lines: lines.length === 0 ? ['No streets, addresses or inhabitants are loaded.'] : lines,
      exitCode: 0,
    };
  },
};

export const removeReferenceCommand: Command = {
  usage: `reference remove NAME ${KIND_OPTION} [--json]`,
  positionals: 1,
  options: { kind: { type: 'string' } },
  async run(input) {
    const name = positional(input, 0);
    const kind = referenceKind(input);
    if (!(await removeReference(input.database, kind, name, commandLineActor()))) {
      throw new UsageError(`No ${kind} are loaded as "${name}". Run tracemap reference list.`);
    }
    const placedAgain = await placeRecordsAgain(input);
    return {
      json: { removed: { kind, name }, placedAgain },
      lines: [`Removed ${kind} "${name}".`, ...placedAgainLines(placedAgain)],
      exitCode: 0,
    };
  },
};

function referenceKind(input: CommandInput): ReferenceKind {
  const given = input.option('kind');
  const kind = REFERENCE_KINDS.find((known) => known === given);
  if (kind !== undefined) return kind;
  throw new UsageError(
    given === undefined
      ? `${KIND_OPTION} is missing: it says what the file holds.`
      : `--kind must be one of ${REFERENCE_KINDS.join(', ')}, not "${given}".`,
  );
}

/** Places records again that lie where streets are others now. */
async function placeRecordsAgain({ database, progress }: CommandInput): Promise<PlacedAgain> {
  await ensureAreas(database);
  let lastAt = 0;
  return placeAgain(
    database,
    () => createGeocoder(database),
    ({ step, addresses, fraction }) => {
      if (step === 'placing' && Date.now() - lastAt < MS_BETWEEN_LINES) return;
      lastAt = Date.now();
      const words = step === 'placing' ? 'Placing records again' : 'Moving records';
      progress(`${words}: ${addresses} addresses, ${Math.round(fraction * 100)} %`);
    },
  );
}

const placedAgainLines = ({ addresses, records }: PlacedAgain): string[] =>
  records === 0 ? [] : [`  ${addresses} addresses of ${records} records were placed again.`];

const STEPS = {
  reading: 'Reading',
  replacing: 'Putting in place',
  tidying: 'Tidying up',
};
const MS_BETWEEN_LINES = 1000;

function progressPrinter({ progress }: CommandInput) {
  let lastStep = '';
  let lastAt = 0;
  return ({ step, records, fraction }: LoadProgress) => {
    if (step === lastStep && Date.now() - lastAt < MS_BETWEEN_LINES) return;
    lastStep = step;
    lastAt = Date.now();
    const done = step === 'reading' ? `, ${Math.round(fraction * 100)} %` : '';
    progress(`${STEPS[step]}: ${records} records${done}`);
  };
}

function describe(result: LoadResult): string[] {
  const { status, kind, name, records, skipped, leftOut } = result;
  if (status === 'unchanged') {
    return [`This very file is loaded already as ${kind} "${name}"; nothing was changed.`];
  }
  const stored = [
    [result.segments, 'segments'],
    [result.ranges, 'ranges'],
    [result.nodes, 'streets at nodes'],
    [result.addressPoints, 'address points'],
    [result.inhabitants, 'inhabitants'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, what]) => `${count} ${what}`);
  return [
    `${status === 'replaced' ? 'Replaced' : 'Loaded'} ${kind} "${name}": ${records} records, ${skipped} skipped; ${stored.join(', ')}.`,
    ...leftOut.map(
      ({ reason, count, firstRows }) => `  ${count} with ${reason}; first rows ${firstRows.join(', ')}`,
    ),
  ];
}
