import { describe, expect, it } from 'vitest';
import { INCIDENT_FIELDS } from '../../../../server/imports/formats/incidents/incident-fields.ts';
import {
  fatalByType,
  incidentTypeOf,
  parseFatal,
} from '../../../../server/imports/formats/incidents/incident-words.ts';
import { guessByHeadings } from '../../../../server/imports/formats/records/record-fields.ts';

describe('incidentTypeOf', () => {
  it.each([
    ['SHOOTING', 'shooting'],
    ['Non-Fatal Shooting', 'shooting'],
    ['GSW to leg', 'shooting'],
    ['Person shot', 'shooting'],
    ['HOMICIDE', 'homicide'],
    ['Murder 1st degree', 'homicide'],
    ['Shots Fired', 'shots_fired'],
    ['SHOT SPOTTER ALERT', 'shots_fired'],
    ['Unlawful discharge of a firearm', 'shots_fired'],
    ['ROBBERY - STREET', 'robbery'],
    ['CARJACKING', 'robbery'],
    ['AGG. ASSAULT', 'assault'],
    ['BATTERY', 'assault'],
    ['BURGLARY', 'other'],
    ['Gunny sack theft', 'other'],
  ])('%s is %s', (reported, type) => {
    expect(incidentTypeOf(reported)).toBe(type);
  });
});

describe('parseFatal', () => {
  it.each([
    ['TRUE', true],
    ['Y', true],
    ['1', true],
    ['2', true],
    ['Fatal', true],
    ['Deceased', true],
    ['FALSE', false],
    ['No', false],
    ['0', false],
    ['Non-Fatal', false],
    ['NONFATAL', false],
    ['injured', false],
    ['', null],
    ['Unknown', null],
    ['N/A', null],
    ['maybe', undefined],
  ])('%j is %j', (text, fatal) => {
    expect(parseFatal(text)).toBe(fatal);
  });
});

describe('fatalByType', () => {
  it.each([
    ['Fatal shooting', true],
    ['NON-FATAL SHOOTING', false],
    ['HOMICIDE', true],
    ['ATTEMPTED MURDER', false],
    ['SHOOTING', null],
  ])('%s: %j', (reported, fatal) => {
    expect(fatalByType(reported)).toBe(fatal);
  });
});

function guess(columns: readonly string[], ...samples: readonly (readonly string[])[]) {
  return guessByHeadings(INCIDENT_FIELDS, { columns, firstRow: 2, samples });
}

describe('guessByHeadings of incidents', () => {
  it('knows New York’s headings, and takes no X or Y that are not degrees', () => {
    expect(
      guess(
        [
          'INCIDENT_KEY',
          'OCCUR_DATE',
          'OCCUR_TIME',
          'BORO',
          'STATISTICAL_MURDER_FLAG',
          'X',
          'Y',
          'Latitude',
          'Longitude',
        ],
        ['9', '9/9/2017', '3:57:00', 'BRONX', 'FALSE', '1012345', '245678', '40.83', '-73.9'],
      ),
    ).toEqual({
      incident_number: 'INCIDENT_KEY',
      occurred_on: 'OCCUR_DATE',
      occurred_time: 'OCCUR_TIME',
      place_city: 'BORO',
      fatal: 'STATISTICAL_MURDER_FLAG',
      place_latitude: 'Latitude',
      place_longitude: 'Longitude',
    });
  });

  it('knows Chicago’s: a date with its time, a block', () => {
    expect(
      guess(
        ['ID', 'Case Number', 'Date', 'Block', 'Primary Type', 'Latitude', 'Longitude'],
        ['1', 'JA123', '05/04/2016 11:40:00 PM', '031XX W LEXINGTON ST', 'BATTERY', '41.87', '-87.70'],
      ),
    ).toEqual({
      incident_number: 'Case Number',
      occurred_on: 'Date',
      place_street: 'Block',
      incident_type: 'Primary Type',
      place_latitude: 'Latitude',
      place_longitude: 'Longitude',
    });
  });

  it('prefers the day it happened to the day it was reported, and tells an address line from a street', () => {
    expect(
      guess(
        ['Report Date', 'Occurred Date', 'Address', 'Offense'],
        ['1/2/2024', '1/1/2024', '12 Oak St, Dover, DE 19901', 'SHOTS FIRED'],
      ),
    ).toEqual({ occurred_on: 'Occurred Date', place_address: 'Address', incident_type: 'Offense' });
    expect(guess(['Date', 'Address', 'City'], ['1/2/2024', '12 Oak St', 'Dover'])).toEqual({
      occurred_on: 'Date',
      place_street: 'Address',
      place_city: 'City',
    });
  });

  it('takes no column twice, and nothing that looks otherwise', () => {
    const all = INCIDENT_FIELDS.flatMap(({ headings }) => headings);
    const mapped = Object.values(guess([...new Set(all)]));
    expect(new Set(mapped).size).toBe(mapped.length);
    expect(guess(['Date', 'Zip'], ['soon', 'none of it'], ['later', 'x'])).toEqual({});
  });
});
