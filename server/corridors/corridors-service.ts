import type { Knex } from 'knex';
import { z } from 'zod';
import type { CorridorDraft, CorridorEnd, CorridorSide } from '../../domain/corridor.ts';
import { LONGEST_CORRIDOR_NAME, LONGEST_CORRIDOR_NOTE, MOST_CORRIDOR_ENDS } from '../../domain/corridor.ts';
import { told } from '../../domain/languages/told.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { noteChange } from '../database/data-version.ts';
import { checkedName, checkedNote } from '../defined/checked-words.ts';
import { checkNameFree, deleteDefined } from '../defined/defined-rows.ts';
import type { Defining } from '../defined/defining.ts';
import { badRequest, notFound } from '../errors.ts';
import type { StoredCorridor, StoredEnd } from './corridors-store.ts';
import { insertCorridor, replaceCorridor } from './corridors-store.ts';
import { polygonText } from './polygon-text.ts';

const noSuchCorridor = (id: number) =>
  notFound(told('There is no corridor {id}. It may have been deleted.', { id }));

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
    if (!(await deleteDefined(trx, 'corridor', by.agencyId, id))) throw noSuchCorridor(id);
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
  const name = checkedName(draft.name, LONGEST_CORRIDOR_NAME, told('Give the corridor a name.'));
  const note = checkedNote(draft.note, LONGEST_CORRIDOR_NOTE);
  const ends = [...sideOf('origin', draft.origins), ...sideOf('destination', draft.destinations)];
  await checkCodes(trx, ends);
  await checkPolygons(trx, ends);
  const taken = told('There is a corridor "{name}" already. Choose another name.', { name });
  await checkNameFree(trx, 'corridor', { agencyId, name, id }, taken);
  return { name, note, ends };
}

function sideOf(side: CorridorSide, ends: readonly CorridorEnd[]): StoredEnd[] {
  if (ends.length === 0) {
    throw badRequest(
      side === 'origin'
        ? told('The corridor needs at least one origin: where its guns were sold.')
        : told('The corridor needs at least one destination: where they were recovered.'),
      { parameter: `${side}s` },
    );
  }
  if (ends.length > MOST_CORRIDOR_ENDS) {
    const limit = { most: MOST_CORRIDOR_ENDS };
    throw badRequest(
      side === 'origin'
        ? told('The corridor has more than {most} origins.', limit)
        : told('The corridor has more than {most} destinations.', limit),
      { parameter: `${side}s` },
    );
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
    const given = { code: code.slice(0, 20) };
    throw badRequest(
      level === 'state'
        ? told('There is no state "{code}". States have two letters, like MD.', given)
        : told('There is no county "{code}". Counties have five digits, like 24510.', given),
    );
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
