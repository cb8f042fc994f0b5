import type { Knex } from 'knex';
import { z } from 'zod';
import type { CorridorDraft, CorridorEnd, CorridorSide } from '../../domain/corridor.ts';
import { LONGEST_CORRIDOR_NAME, LONGEST_CORRIDOR_NOTE, MOST_CORRIDOR_ENDS } from '../../domain/corridor.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { noteChange } from '../database/data-version.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import type { StoredCorridor, StoredEnd } from './corridors-store.ts';
import { deleteCorridor, insertCorridor, replaceCorridor } from './corridors-store.ts';
import { polygonText } from './polygon-text.ts';

const noSuchCorridor = (id: number) => notFound(`There is no corridor ${id}. It may have been deleted.`);

/** Who defines a corridor, and whose it is: an agency's, or the region's (null). */
export interface Defining {
  readonly agencyId: number | null;
  /** As they are known in the audit log. */
  readonly actor: string;
}

/** Adds a corridor and gives its id. A {@link ProblemError} in words for what cannot be one. */
export async function createCorridor(
  database: Database,
  by: Defining,
  draft: CorridorDraft,
): Promise<number> {
  return database.knex.transaction(async (trx) => {
    const corridor = await checked(trx, by, draft, null);
    const id = await insertCorridor(trx, by.agencyId, corridor);
    await record(trx, by, 'corridor.created', id, corridor);
    return id;
  });
}

/** Puts a corridor in the place of another. */
export async function changeCorridor(
  database: Database,
  by: Defining,
  id: number,
  draft: CorridorDraft,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const corridor = await checked(trx, by, draft, id);
    if (!(await replaceCorridor(trx, by.agencyId, id, corridor))) throw noSuchCorridor(id);
    await record(trx, by, 'corridor.changed', id, corridor);
  });
}

/** Removes a corridor. */
export async function removeCorridor(database: Database, by: Defining, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await deleteCorridor(trx, by.agencyId, id))) throw noSuchCorridor(id);
    await noteCorridorChange(trx, by);
    await recordAuditEvent(trx, {
      ...by,
      action: 'corridor.deleted',
      subject: `corridor ${id}`,
      detail: {},
    });
  });
}

/** What every reader of the corridor is told anew. */
const noteCorridorChange = (trx: Knex.Transaction, { agencyId }: Defining) =>
  noteChange(trx, agencyId === null ? 'everyone' : [agencyId]);

async function record(
  trx: Knex.Transaction,
  by: Defining,
  action: AuditAction,
  id: number,
  { name, ends }: StoredCorridor,
): Promise<void> {
  const count = (side: CorridorSide) => ends.filter((end) => end.side === side).length;
  await noteCorridorChange(trx, by);
  await recordAuditEvent(trx, {
    ...by,
    action,
    subject: `corridor ${id}`,
    detail: { name, origins: count('origin'), destinations: count('destination') },
  });
}

async function checked(
  trx: Knex.Transaction,
  { agencyId }: Defining,
  draft: CorridorDraft,
  id: number | null,
): Promise<StoredCorridor> {
  const name = draft.name.trim().replace(/\s+/g, ' ');
  const note = draft.note.trim();
  if (name === '') throw badRequest('Give the corridor a name.', { parameter: 'name' });
  if (name.length > LONGEST_CORRIDOR_NAME) {
    throw badRequest(`The name is longer than ${LONGEST_CORRIDOR_NAME} characters.`, { parameter: 'name' });
  }
  if (note.length > LONGEST_CORRIDOR_NOTE) {
    throw badRequest(`The note is longer than ${LONGEST_CORRIDOR_NOTE} characters.`, { parameter: 'note' });
  }
  const ends = [...sideOf('origin', draft.origins), ...sideOf('destination', draft.destinations)];
  await checkCodes(trx, ends);
  await checkPolygons(trx, ends);
  await checkName(trx, agencyId, name, id);
  return { name, note, ends };
}

function sideOf(side: CorridorSide, ends: readonly CorridorEnd[]): StoredEnd[] {
  if (ends.length === 0) {
    const words =
      side === 'origin' ? 'origin: where its guns were sold' : 'destination: where they were recovered';
    throw badRequest(`The corridor needs at least one ${words}.`, { parameter: `${side}s` });
  }
  if (ends.length > MOST_CORRIDOR_ENDS) {
    throw badRequest(`The corridor has more than ${MOST_CORRIDOR_ENDS} ${side}s.`, { parameter: `${side}s` });
  }
  return ends.map((end) =>
    end.level === 'polygon'
      ? { side, level: 'polygon', text: polygonText(end.geometry) }
      : { side, level: end.level, code: end.code.toUpperCase() },
  );
}

const codeRow = z.object({ level: z.string(), code: z.string() });

async function checkCodes(trx: Knex.Transaction, ends: readonly StoredEnd[]): Promise<void> {
  const areas = ends.flatMap((end) => (end.level === 'polygon' ? [] : [end]));
  const unknown = await selectRows(
    trx,
    codeRow,
    `SELECT e.level, e.code FROM unnest(:levels::text[], :codes::text[]) e (level, code)
     WHERE NOT EXISTS (SELECT 1 FROM area a WHERE a.level = e.level AND a.code = e.code) LIMIT 1`,
    { levels: areas.map(({ level }) => level), codes: areas.map(({ code }) => code) },
  );
  for (const { level, code } of unknown) {
    const example =
      level === 'state' ? 'States have two letters, like MD' : 'Counties have five digits, like 24510';
    throw badRequest(`There is no ${level} "${code.slice(0, 20)}". ${example}.`);
  }
}

async function checkPolygons(trx: Knex.Transaction, ends: readonly StoredEnd[]): Promise<void> {
  const outlines = ends.flatMap((end) => (end.level === 'polygon' ? [end.text] : []));
  const wrong = await selectRows(
    trx,
    z.object({ outline: z.string() }),
    `SELECT outline FROM unnest(:outlines::text[]) drawn (outline)
     WHERE NOT ST_IsValid(ST_GeomFromText(outline, 3857)) LIMIT 1`,
    { outlines },
  );
  if (wrong.length > 0) {
    throw badRequest(
      'The outline of a drawn area crosses itself. Draw it again so that no edge touches or crosses another.',
    );
  }
}

async function checkName(
  trx: Knex.Transaction,
  agencyId: number | null,
  name: string,
  id: number | null,
): Promise<void> {
  // Two at once would both find the name free: the first to come holds the others up until it is done.
  await trx.raw('LOCK TABLE corridor IN SHARE ROW EXCLUSIVE MODE');
  const same = await selectRows(
    trx,
    z.object({ id: z.number() }),
    `SELECT id FROM corridor WHERE lower(name) = lower(:name) AND id IS DISTINCT FROM :id::int
       AND (agency_id IS NULL OR agency_id = :agencyId::int)`,
    { name, id, agencyId },
  );
  if (same.length > 0) {
    throw new ProblemError(409, 'Name taken', `There is a corridor "${name}" already. Choose another name.`, {
      parameter: 'name',
    });
  }
}
