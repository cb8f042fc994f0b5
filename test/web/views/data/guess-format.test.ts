import { describe, expect, it } from 'vitest';
import { guessFormat } from '../../../../web/views/data/guess-format.ts';

describe('guessFormat', () => {
  it.each([
    ['2025-03 traces.csv', 'TRACE NUMBER,RECOVERY DATE,FFL NUMBER\n', 'traces'],
    ['0525-ffl-list.txt', 'LIC_REGN\tLIC_DIST\tLIC_CNTY\n', 'ffl'],
    ['dealers.csv', 'Lic Regn,Lic Dist,Lic Cnty\n', 'ffl'],
    ['export.xlsx', 'PK\u0003\u0004', 'traces'],
    ['ffl-list-2024.xlsx', 'PK\u0003\u0004', 'ffl'],
    ['final_source_recovery_by_state-cy_2015.xlsx', 'PK\u0003\u0004', 'atf-state-tables'],
    ['nypd.csv', 'INCIDENT_KEY,OCCUR_DATE,STATISTICAL_MURDER_FLAG,Latitude,Longitude\n', 'incidents'],
    ['crimes.csv', 'Case Number,Date,Offense,Block\n', 'incidents'],
    ['Shootings 2025.xlsx', 'PK\u0003\u0004', 'incidents'],
    // Guns recovered at incidents are guns.
    ['recovered.csv', 'Incident Number,Offense,Gun Make,Caliber\n', 'traces'],
    // Only the headings are looked at.
    ['unknown.csv', 'A,B\nincident,shooting\n', 'traces'],
    // A trace file may mention licences anywhere but in a heading of ATF's list.
    ['ffl_traces.csv', 'Trace Number,FFL,Dealer\n', 'traces'],
  ])('%s', (fileName, head, format) => {
    expect(guessFormat(fileName, head).format).toBe(format);
  });
});
