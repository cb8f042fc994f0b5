import { segmentStage } from '../staging/staged-segments.ts';
import { referenceFormat } from './reference-format.ts';
import { hasRanges, hasStreetName, segmentReader } from './segment-reader.ts';

/** A city's or county's street centreline file with house numbers for each side. */
export const streetRanges = referenceFormat({
  kind: 'street-ranges',
  accepts: (columns) => hasStreetName(columns) && hasRanges(columns),
  refusal:
    'The file is not one of street ranges: no row has headings for a street name (name or fullname) and for the house numbers of a side (like l_from and l_to, or FROMADDR_L and TOADDR_L). Rename the columns, or load it as another --kind.',
  stateOfFile: () => null,
  createReader: segmentReader,
  stage: segmentStage,
});
