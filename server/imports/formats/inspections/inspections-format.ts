import type { InspectionResult } from '../../../../domain/vocabulary.ts';
import { readDealer } from '../../dealers/parsed-dealer.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { dealerFields } from '../records/dealer-fields.ts';
import { field, required } from '../records/record-fields.ts';
import { recordFormat } from '../records/record-format.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { INSPECTION_RESULT_WORDS } from './inspection-words.ts';

interface ParsedInspection extends ParsedRecord {
  readonly inspectedOn: string;
  readonly result: InspectionResult;
  readonly reportedResult: string | null;
  readonly violations: number | null;
}

const MOST_VIOLATIONS = 30_000;

/** Results of ATF's inspections of dealers, one a row; they are shown where the dealer is. */
export const inspectionsFormat = recordFormat<ParsedInspection>({
  id: 'inspections',
  table: 'inspection',
  fields: [
    required(
      field('Inspection', 'inspected_on', 'Date', 'date', [
        'INSPECTION DATE',
        'DATE OF INSPECTION',
        'INSPECTED ON',
        'INSPECTION END DATE',
        'END DATE',
        'START DATE',
        'INSPECTION START DATE',
        'DATE',
      ]),
    ),
    field('Inspection', 'result', 'Result', 'text', [
      'RESULT',
      'INSPECTION RESULT',
      'OUTCOME',
      'INSPECTION OUTCOME',
      'RESULT OF INSPECTION',
      'FINAL DECISION',
      'FINAL OUTCOME',
      'FINAL ACTION',
      'ACTION',
      'RECOMMENDATION',
      'FINAL RECOMMENDATION',
      'DISPOSITION',
      'STATUS',
    ]),
    field('Inspection', 'violations', 'Violations', 'number', [
      'VIOLATIONS',
      'VIOLATION S',
      'NUMBER OF VIOLATIONS',
      'VIOLATIONS CITED',
      'VIOLATION COUNT',
      'TOTAL VIOLATIONS',
    ]),
    ...dealerFields({ isBare: true }),
  ],
  columns: [
    { name: 'inspected_on', type: 'date', read: ({ inspectedOn }) => inspectedOn },
    { name: 'result', type: 'text', read: ({ result }) => result },
    { name: 'reported_result', type: 'text', read: ({ reportedResult }) => reportedResult },
    { name: 'violations', type: 'smallint', read: ({ violations }) => violations },
  ],
  isPlaced: false,
  namesDealers: true,
  parse(row) {
    const inspection = readInspection(row);
    return inspection === null ? null : [inspection];
  },
});

function readInspection(row: MappedRow): ParsedInspection | null {
  const inspectedOn = row.requiredPastDate('inspected_on');
  const dealer = readDealer(row);
  if (dealer === null) {
    row.note('error', 'dealer_name', 'The row names no dealer: it has neither a licence number nor a name.');
  }
  if (inspectedOn === null || dealer === null) return null;
  const violations = row.count('violations', MOST_VIOLATIONS);
  return {
    dealer,
    inspectedOn,
    violations,
    result: row.meaning('result', INSPECTION_RESULT_WORDS, {
      unsaid: violations === null ? 'other' : violations === 0 ? 'no_violations' : 'report_of_violations',
      other: 'other',
    }),
    reportedResult: row.text('result'),
    recordKey: `${dealer.key}|${inspectedOn}`,
  };
}
