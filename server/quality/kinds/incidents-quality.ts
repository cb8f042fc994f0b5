import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { known, placeFields, withheldOf } from './shared-fields.ts';

/** Shootings and other incidents. */
export const incidentsQuality: QualityKind = {
  id: 'incidents',
  records: {
    id: 'incident',
    one: told('incident'),
    many: told('incidents'),
    from: 'incident r',
    day: 'r.occurred_on',
    isPlaced: true,
    complete: [
      { label: told('incident number'), sql: 'r.incident_number IS NOT NULL' },
      { label: told('time of day'), sql: 'r.occurred_time IS NOT NULL' },
      { label: told('type'), sql: 'r.reported_type IS NOT NULL' },
    ],
    fields: [
      known('incident_number', told('Incident number')),
      known('occurred_time', told('Time of day')),
      known('reported_type', told('Type')),
      known('fatal', told('Whether somebody died')),
      known('victims', told('Number of victims')),
      known('casings', told('Shell casings found')),
      {
        ...known('casing_caliber', told('Caliber of the casings')),
        among: { sql: 'coalesce(r.casings, 0) > 0', words: told('with casings') },
      },
      ...placeFields(told('Place')),
    ],
    checks: [
      {
        key: 'fatal_without_victims',
        says: told('Somebody died, and there were no victims'),
        mend: told('Check the number of victims: those who died count too.'),
        holds: 'r.fatal AND r.victims = 0',
        among: 'r.fatal IS NOT NULL AND r.victims IS NOT NULL',
        shows: [
          {
            label: told('Somebody died'),
            sql: 'r.fatal',
            meaning: (fatal) => (fatal === 'true' ? told('yes') : told('no')),
          },
          { label: told('Victims'), sql: 'r.victims' },
        ],
      },
    ],
  },
  others: [],
  withheld: withheldOf('incident'),
};
