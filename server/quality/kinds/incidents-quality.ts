import type { QualityKind } from '../quality-kind.ts';
import { known, placeFields, withheldOf } from './shared-fields.ts';

/** Shootings and other incidents. */
export const incidentsQuality: QualityKind = {
  id: 'incidents',
  records: {
    id: 'incident',
    one: 'incident',
    many: 'incidents',
    from: 'incident r',
    day: 'r.occurred_on',
    isPlaced: true,
    complete: [
      { label: 'incident number', sql: 'r.incident_number IS NOT NULL' },
      { label: 'time of day', sql: 'r.occurred_time IS NOT NULL' },
      { label: 'type', sql: 'r.reported_type IS NOT NULL' },
    ],
    fields: [
      known('incident_number', 'Incident number'),
      known('occurred_time', 'Time of day'),
      known('reported_type', 'Type'),
      known('fatal', 'Whether somebody died'),
      known('victims', 'Number of victims'),
      known('casings', 'Shell casings found'),
      {
        ...known('casing_caliber', 'Caliber of the casings'),
        among: { sql: 'coalesce(r.casings, 0) > 0', words: 'with casings' },
      },
      ...placeFields('Place'),
    ],
    checks: [
      {
        key: 'fatal_without_victims',
        says: 'Somebody died, and there were no victims',
        mend: 'Check the number of victims: those who died count too.',
        holds: 'r.fatal AND r.victims = 0',
        among: 'r.fatal IS NOT NULL AND r.victims IS NOT NULL',
        shows: [
          { label: 'Somebody died', sql: `CASE WHEN r.fatal THEN 'yes' ELSE 'no' END` },
          { label: 'Victims', sql: 'r.victims' },
        ],
      },
    ],
  },
  others: [],
  withheld: withheldOf('incident'),
};
