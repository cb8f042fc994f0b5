import { normaliseCity, normaliseText, normaliseZip } from '../../../geocoding/normalise-address.ts';
import { readStreetName } from '../../../geocoding/parse/read-street-name.ts';
import { cellText, columnOf } from '../columns.ts';
import { LEFT_OUT } from '../findings.ts';
import { readHouseNumber } from '../house-numbers.ts';
import { stateOf } from '../place.ts';
import type { StagedAddressPoint } from '../staging/staged-address-points.ts';
import { addressPointStage } from '../staging/staged-address-points.ts';
import { pointReader } from './point-reader.ts';
import type { ReaderInput, RecordReader } from './reference-format.ts';
import { referenceFormat } from './reference-format.ts';

/** OpenAddresses' columns, and what cities call the same. */
const NUMBER = [
  'number',
  'housenumber',
  'housenum',
  'houseno',
  'addrnum',
  'addnumber',
  'addressnumber',
  'stnum',
  'streetnumber',
  'streetno',
];
const STREET = ['street', 'fullname', 'fullstreetname', 'fullstreet', 'streetname', 'stname', 'fullstname'];
const UNIT = ['unit', 'unitnum', 'unitnumber', 'apt'];
const PLACE = ['city', 'municipality', 'town', 'place', 'postalcity', 'postcity'];
const STATE = ['region', 'state', 'statecode', 'statefp'];
const ZIP = ['postcode', 'zip', 'zipcode', 'zip5', 'postalcode'];

/** Addresses with their points, as OpenAddresses publishes them. */
export const addressPoints = referenceFormat({
  kind: 'address-points',
  accepts: (columns) => columnOf(columns, NUMBER) >= 0 && columnOf(columns, STREET) >= 0,
  refusal:
    'The file is not one of address points: no row has headings for a house number and a street (NUMBER and STREET, as OpenAddresses has them). Rename the columns, or load it as another --kind.',
  stateOfFile: () => null,
  createReader: addressPointReader,
  stage: addressPointStage,
});

function addressPointReader({ columns, state, place }: ReaderInput): RecordReader<StagedAddressPoint> {
  const pointOf = pointReader(columns);
  const numberColumn = columnOf(columns, NUMBER);
  const streetColumn = columnOf(columns, STREET);
  const unitColumn = columnOf(columns, UNIT);
  const placeColumn = columnOf(columns, PLACE);
  const stateColumn = columnOf(columns, STATE);
  const zipColumn = columnOf(columns, ZIP);
  return (record) => {
    const { cells } = record;
    const [street] = readStreetName(cellText(cells, streetColumn) ?? '');
    if (street === undefined) return LEFT_OUT.noStreet;
    const house = readHouseNumber(cellText(cells, numberColumn));
    if (house === null) return LEFT_OUT.noNumber;
    const inState = stateOf(cellText(cells, stateColumn)) ?? state;
    if (inState === null) return LEFT_OUT.noState;
    const point = pointOf(record);
    if (typeof point === 'string') return point;
    const unit = cellText(cells, unitColumn);
    const row = {
      street,
      house,
      state: inState,
      place: normaliseCity(cellText(cells, placeColumn)) ?? place,
      sourceRow: record.number,
      unit: unit === null ? null : normaliseText(unit),
      zip: normaliseZip(cellText(cells, zipColumn)),
      point,
    };
    return [row];
  };
}
