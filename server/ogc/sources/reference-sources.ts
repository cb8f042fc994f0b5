import { integer, KEPT, key, text } from '../../../domain/exports/export-column.ts';
import { STREET_NAME } from '../../reference/street-name-sql.ts';
import { tableSource } from './table-source.ts';

const GAZETTEER = 'US Census Bureau';
const STREETS = 'the files of streets that are loaded';

const AREA_COLUMNS = {
  id: { ...key('Number of the area in this installation.'), sql: 'area.id' },
  level: { ...text('state, county, zip or place.', KEPT), sql: 'area.level' },
  code: {
    ...text(
      'USPS code of a state, FIPS code of a county, five digits of a ZIP, state and name of a place.',
      KEPT,
    ),
    sql: 'area.code',
  },
  name: { ...text('Name of the area.', GAZETTEER), sql: 'area.name' },
  state: { ...text('State it lies in, as its two-letter USPS code.', GAZETTEER), sql: 'area.state_code' },
  county: {
    ...text('County it lies in or is, as its five-digit FIPS code.', GAZETTEER),
    sql: 'area.county_code',
  },
  population: {
    ...integer('Inhabitants in 2020, where known.', GAZETTEER, 'inhabitants'),
    sql: 'area.population',
  },
};

/** States and counties, which have outlines. */
export const areasSource = tableSource({
  name: 'area with an outline',
  from: '(SELECT * FROM area WHERE geom_3857 IS NOT NULL) area',
  id: 'area.id',
  geometry: 'area.geom_3857',
  columns: AREA_COLUMNS,
});

/** ZIPs and places, of which a point is known. */
export const placesSource = tableSource({
  name: 'area without an outline',
  from: '(SELECT * FROM area WHERE geom_3857 IS NULL) area',
  id: 'area.id',
  geometry: 'area.point_3857',
  columns: AREA_COLUMNS,
});

/** Stretches of streets between two crossings, under one name each. */
export const streetsSource = tableSource({
  name: 'street',
  from: 'street_segment s JOIN street_name n ON n.id = s.name_id',
  id: 's.id',
  geometry: 's.geom_3857',
  columns: {
    id: { ...key('Number of the stretch in this installation.'), sql: 's.id' },
    name: { ...text('Name as a street sign has it.', STREETS), sql: STREET_NAME },
    class: { ...text('highway, major, local or service.', STREETS), sql: 's.class' },
    state: { ...text('State it lies in, as its two-letter USPS code.', STREETS), sql: 's.state' },
    place: { ...text('Place it belongs to, where its file says so.', STREETS), sql: 's.place' },
  },
});
