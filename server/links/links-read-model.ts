import type { Knex } from 'knex';
import { z } from 'zod';
import type { LinkedIncident, LinkFeature } from '../../domain/market-responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { LinkType } from '../../domain/vocabulary.ts';
import { LINK_TYPES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { intCursor } from '../http/cursor.ts';
import {
  AREA_COLUMNS,
  AREA_JOINS,
  AREAS,
  areasOf,
  DRAWN,
  FILTERED_AREAS,
  POINT,
  pointColumns,
  pointOf,
} from '../records/listed-columns.ts';
import { recordCondition } from '../records/record-condition.ts';
import type { ListFilters } from '../records/record-list.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import { readCaseRecoveries } from './case-recoveries.ts';
import type { Chain } from './read-chains.ts';
import { ownerOfNumber, readChains } from './read-chains.ts';

/** What of the filter holds for links: a link is meant where any of its incidents is. */
const FILTERS: ListFilters = {
  day: 'r.occurred_on',
  areas: FILTERED_AREAS,
  precision: 'r.precision',
  point: 'r.geom_3857',
};

/** Orders of links; those without a day come last. */
export const LINK_SORTS = ['id', 'newest'] as const;

export interface LinkPageQuestion {
  readonly sort: (typeof LINK_SORTS)[number];
  readonly limit: number;
  readonly after: Cursor | null;
}

export interface LinkPage {
  readonly features: readonly LinkFeature[];
  readonly matched: number;
  readonly next: Cursor | null;
}

const text = z.string().nullable();
/** Columns of an incident that may be read; a list of all would ask for those that may not. */
const EVENT_COLUMNS = `id, agency_id, import_batch_id, source_row, link_key, link_type, event_key, event_agency, incident_number,
  occurred_on, evidence, caliber, precision, geom_3857, tile_code, area_state, area_county, area_zip`;

const linkRow = z.object({
  id: z.number(),
  agency_id: z.number(),
  link_key: z.string(),
  agency: z.string(),
  agency_name: z.string(),
  link_number: text,
  link_type: z.enum(LINK_TYPES),
  linked_on: text,
  sort_value: z.number(),
  matched: z.number(),
});
const eventRow = z.object({
  ...POINT,
  ...AREAS,
  id: z.number(),
  link_id: z.number(),
  incident: z.number(),
  event_agency: text,
  incident_number: text,
  occurred_on: text,
  evidence: text,
  caliber: text,
  file_name: text,
  source_row: z.number(),
  import_batch_id: z.number(),
});

/** The links of a filter. */
export interface LinkFilter {
  readonly filter: TraceFilter;
  /** Null for both. */
  readonly type: LinkType | null;
  /** Those of one chain alone; null for all. */
  readonly chain: Chain | null;
}

/**
 * What is one link: the rows of a link key of an agency, its id the smallest of theirs. It is a hit where any row of it says
 * so: a lead that was confirmed is one link.
 */
function matchedLinks({ filter, type, chain }: LinkFilter): SqlCondition {
  const { sql, bindings } = recordCondition(FILTERS, filter);
  const ofChain =
    'AND (r.agency_id, r.link_key) IN (SELECT * FROM unnest(:chain_agencies::int[], :chain_keys::text[]))';
  return {
    sql: `SELECT min(e.id) AS id, e.agency_id, e.link_key, min(e.link_number) AS link_number,
        CASE WHEN bool_or(e.link_type = 'hit') THEN 'hit' ELSE 'lead' END AS link_type, max(e.linked_on) AS linked_on
      FROM link_event e
      WHERE (e.agency_id, e.link_key) IN (
        SELECT r.agency_id, r.link_key FROM link_event r WHERE ${sql} ${chain === null ? '' : ofChain})
      GROUP BY e.agency_id, e.link_key
      HAVING :type::text IS NULL OR bool_or(e.link_type = 'hit') = (:type = 'hit')`,
    bindings: {
      ...bindings,
      type,
      ...(chain !== null && { chain_agencies: [...chain.agencyIds], chain_keys: [...chain.linkKeys] }),
    },
  };
}

/** Rises along the list, so that one comparison fits either order. */
const SORT_VALUE: Readonly<Record<LinkPageQuestion['sort'], string>> = {
  id: '0',
  newest: `coalesce(date '2200-01-01' - l.linked_on, 1000000)`,
};

/** A page of the filter's links, with their incidents in the order of their days, and how many the filter has. */
export async function readLinkPage(
  read: ScopedRead,
  filter: LinkFilter,
  { sort, limit, after }: LinkPageQuestion,
): Promise<LinkPage> {
  const { trx } = read;
  const { sql, bindings } = matchedLinks(filter);
  const from = after === null ? { value: 0, id: 0 } : intCursor(after);
  const links = await selectRows(
    trx,
    linkRow,
    `SELECT m.id, m.agency_id, m.link_key, a.code AS agency, a.name AS agency_name, m.link_number, m.link_type, m.linked_on,
       m.sort_value, m.matched
     FROM (SELECT l.*, ${SORT_VALUE[sort]} AS sort_value, count(*) OVER () AS matched FROM (${sql}) l) m
     JOIN agency a ON a.id = m.agency_id
     WHERE (m.sort_value, m.id) > (:after_value::int, :after_id::int) ORDER BY m.sort_value, m.id LIMIT :limit`,
    { ...bindings, after_value: from.value, after_id: from.id, limit: limit + 1 },
  );
  const page = links.slice(0, limit);
  const last = links.length > limit ? page.at(-1) : undefined;
  const incidents = await readIncidents(trx, page);
  const chainOf = await chainNamer(read, filter.chain);
  return {
    features: page.map((link) => toFeature(link, incidents.get(link.id) ?? [], chainOf(link.id))),
    // Past the last there is no row to say it.
    matched: links[0]?.matched ?? (after === null ? 0 : await countLinks(trx, filter)),
    next: last === undefined ? null : { value: String(last.sort_value), id: last.id },
  };
}

/** The chain of a link by its id. All are gone through only where not one chain alone is asked for. */
async function chainNamer(read: ScopedRead, chain: Chain | null): Promise<(linkId: number) => number> {
  if (chain !== null) return () => chain.id;
  const chains = await readChains(read);
  return (linkId) => chains.get(linkId) ?? linkId;
}

const countRow = z.object({ count: z.number() });

/** How many links a filter has. */
async function countLinks(trx: Knex.Transaction, filter: LinkFilter): Promise<number> {
  const { sql, bindings } = matchedLinks(filter);
  const [row] = await selectRows(trx, countRow, `SELECT count(*) AS count FROM (${sql}) m`, bindings);
  return row?.count ?? 0;
}

/** The incidents of links by the id of the link, each incident once: of a lead and its hit, as the hit has it. */
async function readIncidents(
  trx: Knex.Transaction,
  links: readonly z.output<typeof linkRow>[],
): Promise<ReadonlyMap<number, readonly LinkedIncident[]>> {
  const rows = await selectRows(
    trx,
    eventRow,
    `WITH told AS MATERIALIZED (
       SELECT DISTINCT ON (asked.id, r.event_key) asked.id AS link_id, r.*
       FROM unnest(:ids::int[], :agencies::int[], :keys::text[]) asked (id, agency_id, link_key)
       JOIN (SELECT ${EVENT_COLUMNS} FROM link_event) r ON r.agency_id = asked.agency_id AND r.link_key = asked.link_key
       ORDER BY asked.id, r.event_key, r.link_type = 'hit' DESC, r.id
     ), named AS MATERIALIZED (
       SELECT one.event_key, one.owner, min(e.id) AS incident
       FROM (SELECT DISTINCT told.event_key, ${ownerOfNumber('told')} AS owner FROM told) one
       JOIN link_event e ON e.event_key = one.event_key AND ${ownerOfNumber('e')} = one.owner
       GROUP BY 1, 2
     )
     SELECT r.link_id, r.id, named.incident, r.event_agency, r.incident_number, r.occurred_on, r.evidence, r.caliber,
       r.precision, b.file_name, r.source_row, r.import_batch_id, ${AREA_COLUMNS}, ${pointColumns('r.geom_3857', DRAWN)}
     FROM told r
     JOIN named ON named.event_key = r.event_key AND named.owner = ${ownerOfNumber('r')}
     LEFT JOIN import_batch b ON b.id = r.import_batch_id ${AREA_JOINS}`,
    {
      ids: links.map(({ id }) => id),
      agencies: links.map(({ agency_id }) => agency_id),
      keys: links.map(({ link_key }) => link_key),
    },
  );
  const recoveries = await readCaseRecoveries(
    trx,
    rows.map(({ id }) => id),
  );
  const byLink = new Map<number, LinkedIncident[]>();
  for (const row of rows) {
    const incident = toIncident(row, recoveries.get(row.id) ?? []);
    const known = byLink.get(row.link_id);
    if (known === undefined) byLink.set(row.link_id, [incident]);
    else known.push(incident);
  }
  for (const incidents of byLink.values()) incidents.sort(byDay);
  return byLink;
}

/** Those without a day come last. */
const byDay = (a: LinkedIncident, b: LinkedIncident) =>
  (a.occurredOn ?? '9').localeCompare(b.occurredOn ?? '9') || a.id - b.id;

function toFeature(
  link: z.output<typeof linkRow>,
  incidents: readonly LinkedIncident[],
  chain: number,
): LinkFeature {
  const line = incidents.flatMap(({ position }) => (position === null ? [] : [position]));
  return {
    type: 'Feature',
    id: link.id,
    geometry: line.length < 2 ? null : { type: 'LineString', coordinates: line },
    properties: {
      agency: link.agency,
      agencyName: link.agency_name,
      linkNumber: link.link_number,
      linkType: link.link_type,
      linkedOn: link.linked_on,
      chain,
      incidents: [...incidents],
    },
  };
}

const toIncident = (row: z.output<typeof eventRow>, recoveries: readonly number[]): LinkedIncident => ({
  id: row.id,
  incident: row.incident,
  eventAgency: row.event_agency,
  incidentNumber: row.incident_number,
  occurredOn: row.occurred_on,
  evidence: row.evidence,
  caliber: row.caliber,
  recoveries: [...recoveries],
  position: pointOf(row)?.coordinates ?? null,
  precision: row.precision,
  ...areasOf(row),
  source: { file: row.file_name, row: row.source_row, batch: row.import_batch_id },
});
