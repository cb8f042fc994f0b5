/** What came of inspections of dealers, read to Tracemap's words. */
import type { InspectionResult } from '../../../../domain/vocabulary.ts';
import type { WordList } from '../cells/words-of.ts';

/** The gravest that is named counts. */
export const INSPECTION_RESULT_WORDS: WordList<InspectionResult> = [
  [/(IN LIEU OF|INSTEAD OF|BEFORE) REVO[CK]/, 'license_surrendered'],
  [/REVO[CK]/, 'revocation'],
  [/SURRENDER|OUT OF BUSINESS|DISCONTINU/, 'license_surrendered'],
  [/CONFERENCE|\bWC\b/, 'warning_conference'],
  [/WARNING LETTER|\bWL\b|LETTER/, 'warning_letter'],
  [/NON ?COMPLIA|NOT (IN )?COMPLIA/, 'report_of_violations'],
  [
    /NO (VIOLATION|ADVERSE|FURTHER)|WITHOUT VIOLATION|\bNONE\b|COMPLIAN|^(0|ZERO)( VIOLATIONS?)?$/,
    'no_violations',
  ],
  [/REPORT OF VIOLATION|\bROV\b|VIOLATION/, 'report_of_violations'],
  [/OTHER|UNK|PENDING/, 'other'],
];
