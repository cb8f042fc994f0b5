import type { Knex } from 'knex';
import { z } from 'zod';
import type { Links } from '../../domain/market-responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { LinkType } from '../../domain/vocabulary.ts';
import { LINK_TYPES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { Cursor } from '../http/cursor.ts';
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
import { chainsOf } from './chains.ts';

/** What of the filter holds for links: a link is meant where any of its incidents is. */
const FILTERS: ListFilters = {
  day: 'r.occurred_on',
  areas: FILTERED_AREAS,
  precision: 'r.precision',
  point: 'r.geom_3857',
};

export interface LinkPageQuestion {
  readonly limit: number;
  readonly after: Cursor | null;
}

export type LinkFeature = Links['features'][number];
type LinkedIncident = LinkFeature['properties']['incidents'][number];

const text = z.string().nullable();
/** Incidents that a link joins are few, but nothing in a file keeps them so. */
const linkRow = z.object({
  id: z.number(),
  agency_id: z.number(),
  link_key: z.string(),
  agency: z.string(),
  agency_name: z.string(),
  link_number: text,
  link_type: z.enum(LINK_TYPES),
  linked_on: text,
});
const eventRow = z.object({
  ...POINT,
  ...AREAS,
  id: z.number(),
  link_id: z.number(),
  event_agency: text,
  incident_number: text,
  occurred_on: text,
  evidence: text,
  caliber: text,
  file_name: text,
  source_row: z.number(),
  import_batch_id: z.number(),
});
const keysRow = z.object({ id: z.number(), event_keys: z.array(z.string()) });

/**
 * All links the scope sees: one a link key of an agency, its id the smallest of its incidents. A link is a hit where any
 * row of it says so: a lead that was confirmed is one link.
 */
const LINKS = `SELECT min(e.id) AS id, e.agency_id, e.link_key, min(e.link_number) AS link_number,
    CASE WHEN bool_or(e.link_type = 'hit') THEN 'hit' ELSE 'lead' END AS link_type, max(e.linked_on) AS linked_on
  FROM link_event e GROUP BY e.agency_id, e.link_key`;

/** The links of a filter, of one type where it is told. */
export interface LinkFilter {
  readonly filter: TraceFilter;
  /** Null for both. */
  readonly type: LinkType | null;
}

function matchedLinks({ filter, type }: LinkFilter): SqlCondition {
  const { sql, bindings } = recordCondition(FILTERS, filter);
  return {
    sql: `SELECT l.* FROM (${LINKS}) l WHERE (:type::text IS NULL OR l.link_type = :type)
      AND (l.agency_id, l.link_key) IN (SELECT r.agency_id, r.link_key FROM link_event r WHERE ${sql})`,
    bindings: { ...bindings, type },
  };
}

/** A page of the filter's links by id, with their incidents in the order of their days. */
export async function readLinkPage(
  trx: Knex.Transaction,
  filter: LinkFilter,
  { limit, after }: LinkPageQuestion,
): Promise<{ readonly features: readonly LinkFeature[]; readonly next: Cursor | null }> {
  const { sql, bindings } = matchedLinks(filter);
  const links = await selectRows(
    trx,
    linkRow,
    `SELECT m.id, m.agency_id, m.link_key, a.code AS agency, a.name AS agency_name, m.link_number, m.link_type, m.linked_on
     FROM (${sql}) m JOIN agency a ON a.id = m.agency_id
     WHERE m.id > :after::int ORDER BY m.id LIMIT :limit`,
    { ...bindings, after: after?.id ?? 0, limit: limit + 1 },
  );
  const page = links.slice(0, limit);
  const last = links.length > limit ? page.at(-1) : undefined;
  const incidents = await readIncidents(trx, page);
  const chains = await readChains(trx);
  return {
    features: page.map((link) =>
      toFeature(link, incidents.get(link.id) ?? [], chains.get(link.id) ?? link.id),
    ),
    next: last === undefined ? null : { value: '', id: last.id },
  };
}

const countRow = z.object({ count: z.number() });

/** How many links a filter has. */
export async function countLinks(trx: Knex.Transaction, filter: LinkFilter): Promise<number> {
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
    `SELECT DISTINCT ON (asked.id, r.event_key) asked.id AS link_id, r.id, r.event_agency, r.incident_number, r.occurred_on,
       r.evidence, r.caliber, r.precision, b.file_name, r.source_row, r.import_batch_id, ${AREA_COLUMNS},
       ${pointColumns('r.geom_3857', DRAWN)}
     FROM unnest(:ids::int[], :agencies::int[], :keys::text[]) asked (id, agency_id, link_key)
     JOIN link_event r ON r.agency_id = asked.agency_id AND r.link_key = asked.link_key
     LEFT JOIN import_batch b ON b.id = r.import_batch_id ${AREA_JOINS}
     ORDER BY asked.id, r.event_key, r.link_type = 'hit' DESC, r.id`,
    {
      ids: links.map(({ id }) => id),
      agencies: links.map(({ agency_id }) => agency_id),
      keys: links.map(({ link_key }) => link_key),
    },
  );
  const byLink = new Map<number, LinkedIncident[]>();
  for (const row of rows) {
    const known = byLink.get(row.link_id);
    if (known === undefined) byLink.set(row.link_id, [toIncident(row)]);
    else known.push(toIncident(row));
  }
  for (const incidents of byLink.values()) incidents.sort(byDay);
  return byLink;
}

/** Those without a day come last. */
const byDay = (a: LinkedIncident, b: LinkedIncident) =>
  (a.occurredOn ?? '9').localeCompare(b.occurredOn ?? '9') || a.id - b.id;

/** The chains of all links in scope. A number without an agency is the file's own agency's: another's may have it too. */
async function readChains(trx: Knex.Transaction): Promise<ReadonlyMap<number, number>> {
  const links = await selectRows(
    trx,
    keysRow,
    `SELECT min(id) AS id,
       array_agg(DISTINCT CASE WHEN event_agency IS NULL THEN agency_id::text ELSE '' END || event_key) AS event_keys
     FROM link_event GROUP BY agency_id, link_key ORDER BY 1`,
  );
  return chainsOf(links.map(({ id, event_keys }) => ({ id, eventKeys: event_keys })));
}

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

const toIncident = (row: z.output<typeof eventRow>): LinkedIncident => ({
  id: row.id,
  eventAgency: row.event_agency,
  incidentNumber: row.incident_number,
  occurredOn: row.occurred_on,
  evidence: row.evidence,
  caliber: row.caliber,
  position: pointOf(row)?.coordinates ?? null,
  precision: row.precision,
  ...areasOf(row),
  source: { file: row.file_name, row: row.source_row, batch: row.import_batch_id },
});
