import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportFormat } from '../domain/vocabulary.ts';
import { withOversight } from './dealer-oversight.ts';
import type { DemoDealer } from './dealers.ts';
import { makeDealers } from './dealers.ts';
import { spoilRows } from './defects.ts';
import { withGhostGuns } from './ghost-guns.ts';
import type { DemoIncident } from './incidents.ts';
import { incidentRows, makeIncidents } from './incidents.ts';
import type { Layout } from './layouts.ts';
import { LAYOUTS } from './layouts.ts';
import type { DemoMarket } from './market/make-market.ts';
import { makeMarket } from './market/make-market.ts';
import {
  debriefRows,
  inspectionRows,
  linkRows,
  multipleSaleRows,
  salesRows,
  theftRows,
} from './market/market-rows.ts';
import { afterSuccession, makeSuccession } from './market/successor.ts';
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
  readonly market: DemoMarket;
}

/** Makes the region; the same seed gives the same region. */
export function makeRegion(seed: string = DEMO_SEED): DemoRegion {
  const random = new Random(seed);
  const places = new DemoPlaces();
  const streets = makeStreetPlans(random.fork('streets'), places);
  const sites = new StreetSites(streets.flatMap(({ cities }) => cities));
  const listed = makeDealers(random.fork('dealers'), places, sites);
  const before = new Map(
    DEMO_AGENCIES.map((agency) => [
      agency,
      withGhostGuns(
        random.fork(`ghost guns ${agency.code}`),
        makeTraces(random.fork(agency.code), places, sites, listed, agency),
      ),
    ]),
  );
  const succession = makeSuccession([...before.values()].flat(), listed);
  const dealers = listed.map((dealer) => (dealer === succession.replaced ? succession.successor : dealer));
  const drawn = new Map(
    [...before].map(([agency, of]) => [agency, of.map((trace) => afterSuccession(succession, trace))]),
  );
  // Where an agency finds its guns: of the same fork as its traces.
  const spotsOf = (agency: DemoAgency) =>
    new RecoverySpots(random.fork(agency.code).fork('spots'), places, sites, agency);
  const incidentsOf = (agency: DemoAgency, fork: string) =>
    makeIncidents(random.fork(fork), spotsOf(agency), places, sites, agency);
  const incidents = incidentsOf(firstAgency(), 'incidents');
  const market = makeMarket(random.fork('market'), {
    dealers,
    traces: drawn,
    succession,
    incidents,
    spotsOf,
    incidentsOf: (agency) => incidentsOf(agency, `incidents ${agency.code}`),
  });
  const traces = new Map(
    [...drawn].map(([agency, of]) => {
      const ofRing = of.map((trace) => market.ring.traces.get(trace) ?? trace);
      return [agency, withOversight(random.fork(`oversight ${agency.code}`), agency, ofRing)];
    }),
  );
  return { dealers, traces, incidents, streets, market };
}

function firstAgency(): DemoAgency {
  const [first] = DEMO_AGENCIES;
  if (first === undefined) throw new Error('The demo needs an agency.');
  return first;
}

export interface DemoFile {
  readonly format: ImportFormat;
  readonly agency: DemoAgency;
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The region as files in the formats agencies have them: the licence list, a trace file of each agency, one of incidents, and
 * what some of them hold beside.
 */
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
  const market = [...region.traces.keys()].flatMap((agency) => marketFiles(agency, region.market));
  return [list, ...traceFiles, incidents, ...market];
}

function marketFiles(agency: DemoAgency, market: DemoMarket): readonly DemoFile[] {
  const { ballistics, debriefs, thefts, multipleSales, sales, inspections } = market.of[agency.code] ?? {};
  const files: readonly (readonly [ImportFormat, readonly Row[] | undefined])[] = [
    ['ballistics', ballistics && linkRows(ballistics)],
    ['debriefs', debriefs && debriefRows(agency.code, debriefs)],
    ['thefts', thefts && theftRows(thefts)],
    ['multiple-sales', multipleSales && multipleSaleRows(multipleSales)],
    ['dealer-sales', sales && salesRows(sales)],
    ['inspections', inspections && inspectionRows(inspections)],
  ];
  return files.flatMap(([format, rows]) =>
    rows === undefined
      ? []
      : [
          {
            format,
            agency,
            name: `demo-${format}-${agency.code.toLowerCase()}.csv`,
            bytes: delimitedText(rows, ','),
          },
        ],
  );
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
