/**
 * `npm run bench -- NAME [--traces N]` and `npm run accuracy [-- NAME]`: runs one measurement (accuracy: all of them
 * by default), prints a table and writes bench/results/NAME.json. Exit 1 if a target is missed, 2 if it cannot run.
 */
import { parseArgs } from 'node:util';
import type { Measurement } from './measurement.ts';
import { formatTable } from './measurement.ts';
import { writeResults } from './results.ts';

export interface BenchOptions {
  readonly traces: number;
}

type Bench = (options: BenchOptions) => Promise<Measurement[]>;

const KINDS: Readonly<Record<string, Readonly<Record<string, () => Promise<Bench>>>>> = {
  bench: {
    import: async () => (await import('./speed/import.ts')).measureImport,
    scale: async () => (await import('./speed/scale.ts')).measureScale,
    batch: async () => (await import('./speed/batch.ts')).measureBatch,
    disclosure: async () => (await import('./speed/disclosure.ts')).measureDisclosure,
    embeds: async () => (await import('./speed/embeds.ts')).measureEmbeds,
    exports: async () => (await import('./speed/exports.ts')).measureExports,
    flows: async () => (await import('./speed/flows.ts')).measureFlows,
    firearms: async () => (await import('./speed/firearms.ts')).measureFirearms,
    dealers: async () => (await import('./speed/dealers.ts')).measureDealers,
    purchasers: async () => (await import('./speed/purchasers.ts')).measurePurchasers,
    progress: async () => (await import('./speed/progress.ts')).measureProgress,
    'times-to-crime': async () => (await import('./speed/times-to-crime.ts')).measureTimesToCrime,
    hotspots: async () => (await import('./speed/hotspots.ts')).measureHotspots,
    'tile-floor': async () => (await import('./speed/tile-floor.ts')).measureTileFloor,
    'side-by-side': async () => (await import('./speed/side-by-side.ts')).measureSideBySide,
    tiles: async () => (await import('./speed/tiles.ts')).measureTiles,
    geocode: async () => (await import('./speed/geocode.ts')).measureGeocode,
    reference: async () => (await import('./speed/reference.ts')).measureReference,
    rls: async () => (await import('./speed/rls.ts')).measurePolicies,
    page: async () => (await import('./speed/page.ts')).measurePage,
  },
  accuracy: {
    'atf-state-tables': async () => (await import('./accuracy/atf-state-tables.ts')).measureAtfStateTables,
    'demo-figures': async () => (await import('./accuracy/demo-figures.ts')).measureDemoFigures,
    'disclosure-bounds': async () =>
      (await import('./accuracy/disclosure-bounds.ts')).measureDisclosureBounds,
    ffl: async () => (await import('./accuracy/ffl.ts')).measureFfl,
    'geocode-baltimore': async () =>
      (await import('./accuracy/geocode-baltimore.ts')).measureGeocodeBaltimore,
    'geocode-vermont': async () => (await import('./accuracy/geocode-vermont.ts')).measureGeocodeVermont,
    'hotspots-nypd': async () => (await import('./accuracy/hotspots-nypd.ts')).measureHotspotsNypd,
    linkage: async () => (await import('./accuracy/linkage.ts')).measureLinkage,
    'parse-us50': async () => (await import('./accuracy/parse-us50.ts')).measureParseUs50,
    statistics: async () => (await import('./accuracy/statistics.ts')).measureStatistics,
  },
};

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function usage(kind: string): never {
  const names = Object.keys(KINDS[kind] ?? {}).join(', ');
  say(
    kind === 'bench'
      ? `Usage: npm run bench -- NAME [--traces N]. Names: ${names}.`
      : `Usage: npm run accuracy [-- NAME]. Names: ${names}.`,
  );
  process.exit(2);
}

async function main(): Promise<void> {
  const [kind = '', ...rest] = process.argv.slice(2);
  const { values, positionals } = parseArgs({
    args: rest,
    options: { traces: { type: 'string', default: '1000000' } },
    allowPositionals: true,
  });
  const benches = KINDS[kind];
  const traces = Number(values.traces);
  if (benches === undefined || !Number.isSafeInteger(traces) || traces < 1) usage(kind);
  const names = positionals.length === 0 && kind === 'accuracy' ? Object.keys(benches) : positionals;
  if (names.length === 0) usage(kind);
  let missed = false;
  for (const name of names) {
    const load = benches[name];
    if (load === undefined) usage(kind);
    const measure = await load();
    const measurements = await measure({ traces });
    process.stdout.write(`\n${name}\n${formatTable(measurements)}\n`);
    writeResults(name, measurements);
    missed ||= measurements.some(({ holds }) => holds === false);
  }
  process.exit(missed ? 1 : 0);
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(2);
});
