import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DemoDealer } from './dealers.ts';
import { makeDealers } from './dealers.ts';
import { spoilRows } from './defects.ts';
import type { DemoIncident } from './incidents.ts';
import { incidentRows, makeIncidents } from './incidents.ts';
import type { Layout } from './layouts.ts';
import { LAYOUTS } from './layouts.ts';
import { DemoPlaces } from './places.ts';
import { Random } from './random.ts';
import { RecoverySpots } from './recovery-spots.ts';
import type { DemoAgency } from './region.ts';
import { DEMO_AGENCIES } from './region.ts';
import type { DemoReferenceFile, PlannedFile } from './street-plan/street-files.ts';
import { makeStreetFiles, makeStreetPlans } from './street-plan/street-files.ts';
import { StreetSites } from './street-plan/street-sites.ts';
import type { Row } from './table-files.ts';
import { delimitedText, workbookFile } from './table-files.ts';
import type { DemoTrace } from './traces.ts';
import { makeTraces } from './traces.ts';

export const DEMO_SEED = 'tracemap demo 1';

/** The whole demo region, in memory: what the files are written from, and what tests count. */
export interface DemoRegion {
  readonly dealers: readonly DemoDealer[];
  readonly traces: ReadonlyMap<DemoAgency, readonly DemoTrace[]>;
  /** Shootings and shots fired, of the first agency alone. */
  readonly incidents: readonly DemoIncident[];
  readonly streets: readonly PlannedFile[];
}

/** Makes the region; the same seed gives the same region. */
export function makeRegion(seed: string = DEMO_SEED): DemoRegion {
  const random = new Random(seed);
  const places = new DemoPlaces();
  const streets = makeStreetPlans(random.fork('streets'), places);
  const sites = new StreetSites(streets.flatMap(({ cities }) => cities));
  const dealers = makeDealers(random.fork('dealers'), places, sites);
  const traces = new Map(
    DEMO_AGENCIES.map((agency) => [
      agency,
      makeTraces(random.fork(agency.code), places, sites, dealers, agency),
    ]),
  );
  return { dealers, traces, incidents: incidentsOfFirst(random, places, sites), streets };
}

/** Near the spots where the agency finds its guns: those come of the same fork as its traces. */
function incidentsOfFirst(random: Random, places: DemoPlaces, sites: StreetSites): readonly DemoIncident[] {
  const agency = firstAgency();
  const found = new RecoverySpots(random.fork(agency.code).fork('spots'), places, sites, agency);
  return makeIncidents(random.fork('incidents'), found, places, sites, agency);
}

function firstAgency(): DemoAgency {
  const [first] = DEMO_AGENCIES;
  if (first === undefined) throw new Error('The demo needs an agency.');
  return first;
}

export interface DemoFile {
  readonly format: 'ffl' | 'traces' | 'incidents';
  readonly agency: DemoAgency;
  readonly name: string;
  readonly bytes: Buffer;
}

/** The region as files in the formats agencies have them: the licence list, a trace file of each agency, one of incidents. */
export function makeFiles(region: DemoRegion, seed: string = DEMO_SEED): readonly DemoFile[] {
  const first = firstAgency();
  const random = new Random(`${seed}/files`);
  const list: DemoFile = {
    format: 'ffl',
    agency: first,
    name: 'demo-ffl-list.txt',
    bytes: licenseList(region.dealers),
  };
  const traceFiles = [...region.traces].map(([agency, traces]): DemoFile => {
    const layout = LAYOUTS[agency.layout];
    const name = `demo-traces-${agency.code.toLowerCase()}.${layout.file}`;
    return { format: 'traces', agency, name, bytes: traceFile(random.fork(agency.code), layout, traces) };
  });
  const incidents: DemoFile = {
    format: 'incidents',
    agency: first,
    name: `demo-incidents-${first.code.toLowerCase()}.csv`,
    bytes: delimitedText(incidentRows(region.incidents), ','),
  };
  return [list, ...traceFiles, incidents];
}

/** The streets the addresses lie on, as files for `tracemap reference load`. */
export function makeReferenceFiles({ streets }: DemoRegion): readonly DemoReferenceFile[] {
  return makeStreetFiles(streets);
}

/** Writes files into a folder, made if need be; gives their paths in the same order. */
export async function writeFiles(
  folder: string,
  files: readonly Pick<DemoFile, 'name' | 'bytes'>[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    files.map(async ({ name, bytes }) => {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      return file;
    }),
  );
}

function traceFile(random: Random, layout: Layout, traces: readonly DemoTrace[]): Buffer {
  const headings = layout.columns.map(({ heading }) => heading);
  const rows = traces.map((trace) => layout.columns.map(({ cell }) => cell(trace, random)));
  const written = [headings, ...spoilRows(random.fork('defects'), layout, rows)];
  return layout.file === 'xlsx' ? workbookFile('Traces', written) : delimitedText(written, ',');
}

const LIST_HEADINGS = [
  'LIC_REGN',
  'LIC_DIST',
  'LIC_CNTY',
  'LIC_TYPE',
  'LIC_XPRDTE',
  'LIC_SEQN',
  'LICENSE_NAME',
  'BUSINESS_NAME',
  'PREMISE_STREET',
  'PREMISE_CITY',
  'PREMISE_STATE',
  'PREMISE_ZIP_CODE',
  'MAIL_STREET',
  'MAIL_CITY',
  'MAIL_STATE',
  'MAIL_ZIP_CODE',
  'VOICE_PHONE',
];

/** The licence list as ATF publishes it: tabs, a row of dashes, the word NULL, ZIPs of nine digits. */
function licenseList(dealers: readonly DemoDealer[]): Buffer {
  const rows = dealers.map((dealer): Row => {
    const address = [
      dealer.street,
      dealer.place.city.toUpperCase(),
      dealer.place.state,
      `${dealer.place.zip}0000`,
    ];
    const { region, district, county, type, expiry, sequence, licenseName, businessName } = dealer;
    return [
      region,
      district,
      county,
      type,
      expiry,
      sequence,
      licenseName,
      businessName ?? 'NULL',
      ...address,
      ...address,
      '',
    ];
  });
  return delimitedText(
    [LIST_HEADINGS, LIST_HEADINGS.map((heading) => '-'.repeat(heading.length)), ...rows],
    '\t',
  );
}
