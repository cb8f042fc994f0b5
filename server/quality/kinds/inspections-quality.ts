import { told } from '../../../domain/languages/told.ts';
import type { QualityKind } from '../quality-kind.ts';
import { known, withheldOf } from './shared-fields.ts';

/** ATF's inspections of dealers. */
export const inspectionsQuality: QualityKind = {
  id: 'inspections',
  records: {
    id: 'inspection',
    one: told('inspection'),
    many: told('inspections'),
    from: 'inspection r',
    day: 'r.inspected_on',
    complete: [
      { label: told('result'), sql: 'r.reported_result IS NOT NULL' },
      { label: told('number of violations'), sql: 'r.violations IS NOT NULL' },
    ],
    fields: [known('reported_result', told('Result')), known('violations', told('Violations'))],
    checks: [
      {
        key: 'violations_contradict_result',
        says: told('The number of violations contradicts the result'),
        mend: told(
          'Check the result and the number: a report of violations has some, no violations are none.',
        ),
        holds: `(r.violations > 0 AND r.result = 'no_violations')
          OR (r.violations = 0 AND r.result = 'report_of_violations')`,
        among: 'r.violations IS NOT NULL',
        shows: [
          { label: told('Result'), sql: 'r.reported_result' },
          { label: told('Violations'), sql: 'r.violations' },
        ],
      },
    ],
  },
  others: [],
  withheld: withheldOf('inspection'),
};
