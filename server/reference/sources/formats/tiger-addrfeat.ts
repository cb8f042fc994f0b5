import { stateByFips } from '../../../../domain/geography/states.ts';
import { columnOf } from '../columns.ts';
import { segmentStage } from '../staging/staged-segments.ts';
import { referenceFormat } from './reference-format.ts';
import { segmentReader } from './segment-reader.ts';

/** Census TIGER/Line technical documentation, "Address Range-Feature County-based Shapefile". */
const COLUMNS = ['fullname', 'lfromhn', 'ltohn', 'rfromhn', 'rtohn', 'zipl', 'zipr'];

/** `tl_2021_30059_addrfeat`: year, then the FIPS code of state and county. */
const FILE_NAME = /^tl_\d{4}_(\d{2})\d{3}_/i;

/** The Census Bureau's street lines with house numbers, one shapefile a county. */
export const tigerAddrfeat = referenceFormat({
  kind: 'tiger-addrfeat',
  accepts: (columns) => COLUMNS.every((column) => columnOf(columns, [column]) >= 0),
  refusal:
    'The file is not a TIGER/Line ADDRFEAT file: it lacks some of the columns FULLNAME, LFROMHN, LTOHN, RFROMHN, RTOHN, ZIPL and ZIPR. Choose "Address Range-Feature" at the Census Bureau, or load it as another --kind.',
  stateOfFile: (fileName) => stateByFips(FILE_NAME.exec(fileName)?.[1] ?? '')?.code ?? null,
  createReader: segmentReader,
  stage: segmentStage,
});
