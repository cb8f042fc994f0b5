import { commandLineActor } from '../audit/command-line-actor.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { beginChange, noteChange } from '../database/data-version.ts';
import { rebuildRollups } from '../rollups/refresh-rollups.ts';
import type { Command } from './command.ts';

export const rebuildRollupsCommand: Command = {
  usage: 'rollups rebuild',
  positionals: 0,
  options: {},
  async run({ database, progress }) {
    progress('Counting all records anew');
    await database.knex.transaction(async (trx) => {
      await beginChange(trx);
      await rebuildRollups(trx);
      await noteChange(trx, 'everyone');
      await recordAuditEvent(trx, {
        actor: commandLineActor(),
        agencyId: null,
        action: 'rollups.rebuilt',
        subject: 'rollups',
        detail: {},
      });
    });
    return {
      json: { rebuilt: true },
      lines: ['The rollups were counted anew from the records.'],
      exitCode: 0,
    };
  },
};
