import type { Knex } from 'knex';
import type { InterventionKind, ProgressOutcome } from '../domain/progress.ts';
import { OVERSIGHT } from './dealer-oversight.ts';

const KIND: InterventionKind = 'dealer_oversight';
const OUTCOME: ProgressOutcome = 'new_crime_guns';
const FILTER = `source_state=${OVERSIGHT.state}&recovery_state=${OVERSIGHT.state}`;
const WRITTEN_BY = 'Demo region';

/** Enters what was done in the demo region, for all its agencies to see, and what the region wants to reach. */
export async function addDemoProgress(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `INSERT INTO intervention (name, kind, note, started_on, filter, written_by)
     VALUES (:name, :kind, :note, :startedOn, :filter, :writtenBy) ON CONFLICT DO NOTHING`,
    {
      name: 'Code of conduct for dealers in Maryland',
      kind: KIND,
      note: 'Dealers in Maryland agreed to refuse sales that look like straw purchases; inspectors visit them twice a year. (Made up.)',
      startedOn: OVERSIGHT.startedOn,
      filter: FILTER,
      writtenBy: WRITTEN_BY,
    },
  );
  await trx.raw(
    `INSERT INTO target (name, outcome, filter, baseline_from, baseline_to, change_percent, due_on, written_by)
     VALUES (:name, :outcome, :filter, '2023-05-01', '2024-05-01', -25, '2027-05-01', :writtenBy) ON CONFLICT DO NOTHING`,
    {
      name: 'A quarter fewer new crime guns from dealers in Maryland',
      outcome: OUTCOME,
      filter: FILTER,
      writtenBy: WRITTEN_BY,
    },
  );
}
