import type { TraceForm } from '../../domain/tracing-responses.ts';
import type { CsvCell } from '../csv-line.ts';
import { csvLine } from '../csv-line.ts';

/**
 * Fields of ATF F 3312.1 (February 2018) in its order, each with what records have for it; null: what the form asks
 * and no record holds, left open for whoever sends it. The words are such that the same file, with what came back
 * written beside it, can be imported again as traces.
 */
const FIELDS: readonly (readonly [heading: string, (form: TraceForm) => CsvCell])[] = [
  ['Request Date', ({ submittedOn }) => submittedOn],
  ['Priority', ({ priority }) => priority ?? 'Routine'],
  ['NCIC Crime Code', ({ crimeCode }) => crimeCode],
  ['Project Code', ({ projectCode }) => projectCode],
  ['ORI', ({ ori }) => ori],
  ['Officer', ({ officer }) => officer],
  ['Badge Number', ({ badge }) => badge],
  ['Case Number', ({ caseNumber }) => caseNumber],
  ['Department', ({ agency }) => agency.name],
  ['Serial Number', ({ serialNumber }) => serialNumber],
  ['Serial Obliterated', ({ serialObliterated }) => (serialObliterated ? 'Yes' : 'No')],
  ['Manufacturer', ({ manufacturer }) => manufacturer],
  ['Firearm Type', ({ firearmType }) => (firearmType === 'unknown' ? null : firearmType)],
  ['Caliber', ({ caliber }) => caliber],
  ['Model', ({ model }) => model],
  ['Country of Origin', ({ countryOfOrigin }) => countryOfOrigin],
  ['Importer', ({ importer }) => importer],
  ['Additional Markings', () => null],
  ['Possessor Name', ({ possessor }) => possessor?.name ?? null],
  ['Possessor Date of Birth', ({ possessor }) => possessor?.birthDate ?? null],
  ['Possessor Street', ({ possessor }) => possessor?.street ?? null],
  ['Possessor City', ({ possessor }) => possessor?.city ?? null],
  ['Possessor County', ({ possessor }) => possessor?.county ?? null],
  ['Possessor State', ({ possessor }) => possessor?.state ?? null],
  ['Possessor ZIP', ({ possessor }) => possessor?.zip ?? null],
  ['Associate Name', () => null],
  ['Associate Date of Birth', () => null],
  ['Recovery Date', ({ recovery }) => recovery.on],
  ['Recovery Street', ({ recovery }) => recovery.street],
  ['Recovery City', ({ recovery }) => recovery.city],
  ['Recovery County', ({ recovery }) => recovery.county],
  ['Recovery State', ({ recovery }) => recovery.state],
  ['Recovery ZIP', ({ recovery }) => recovery.zip],
];

/** A batch as a file: a line of headings and a line for each gun. */
export function traceRequestCsv(forms: readonly TraceForm[]): string {
  const lines = forms.map((form) => csvLine(FIELDS.map(([, read]) => read(form))));
  return `\uFEFF${csvLine(FIELDS.map(([heading]) => heading))}${lines.join('')}`;
}
