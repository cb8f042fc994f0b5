import type { Knex } from 'knex';
import { z } from 'zod';
import { stateByCode } from '../../domain/geography/states.ts';
import type { Jurisdiction } from '../agencies/jurisdiction-store.ts';
import { addJurisdictions } from '../agencies/jurisdiction-store.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';
import { noteChange } from '../database/data-version.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { Command } from './command.ts';
import { positional, UsageError } from './command.ts';

const idRow = z.object({ id: z.number() });

export const addAgencyCommand: Command = {
  usage: 'agency add CODE NAME --state XX [--area county:24510]…',
  positionals: 2,
  options: { state: { type: 'string' }, area: { type: 'string', multiple: true } },
  async run(input) {
    const code = positional(input, 0);
    const name = positional(input, 1).trim();
    const state = stateByCode(input.option('state') ?? '');
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(code)) {
      throw new UsageError(`An agency code is letters, digits, - and _ (at most 40), not "${code}".`);
    }
    if (name === '') throw new UsageError('The name of the agency is empty.');
    if (state === undefined) throw new UsageError('agency add needs --state with a two-letter code like MD.');
    const areas = [...new Set(input.options('area'))].map(areaNamed);
    if (areas.length > 0) await ensureAreas(input.database);
    const id = await input.database.knex.transaction(async (trx) => {
      const [added] = await selectRows(
        trx,
        idRow,
        `INSERT INTO agency (code, name, state_code) VALUES (?, ?, ?) ON CONFLICT (code) DO NOTHING RETURNING id`,
        [code, name, state.code],
      );
      if (added === undefined) throw new UsageError(`There is an agency "${code}" already.`);
      await addAreas(trx, code, areas);
      await noteChange(trx, [added.id]);
      await recordAuditEvent(trx, {
        actor: commandLineActor(),
        agencyId: added.id,
        action: 'agency.added',
        subject: `agency ${added.id}`,
        detail: { code, areas: areas.length },
      });
      return added.id;
    });
    return {
      json: { id, code, name, state: state.code, areas },
      lines: [
        `Added agency ${code}: ${name}, ${state.code}.`,
        ...(areas.length === 0 ? [] : [`It answers for ${areas.map(inWords).join(', ')}.`]),
      ],
      exitCode: 0,
    };
  },
};

type NamedArea = Omit<Jurisdiction, 'agency'>;

/** Reads `county:24510` or `state:MD`. */
function areaNamed(text: string): NamedArea {
  const [, level, code = ''] = /^(county|state):(\w+)$/i.exec(text) ?? [];
  switch (level?.toLowerCase()) {
    case 'county':
      return { level: 'county', code };
    case 'state':
      return { level: 'state', code: code.toUpperCase() };
    default:
      throw new UsageError(
        `--area is county:FIPS or state:XX, like county:24510 or state:MD, not "${text}".`,
      );
  }
}

const inWords = ({ level, code }: NamedArea) => `${level} ${code}`;

async function addAreas(trx: Knex.Transaction, agency: string, areas: readonly NamedArea[]): Promise<void> {
  const added = await addJurisdictions(
    trx,
    areas.map((area) => ({ agency, ...area })),
  );
  const unknown = areas.filter(
    ({ level, code }) => !added.some((area) => area.level === level && area.code === code),
  );
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no ${unknown.map(inWords).join(', no ')}. The agency was not added; counties have FIPS codes of five digits, like 24510 for Baltimore city.`,
    );
  }
}
