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
    ['leads.csv', 'NIBIN Lead #,Lead Date,Status,Agency 1,Incident 1\n', 'ballistics'],
    ['leads.csv', 'LeadNumber;LinkedIncidents\n', 'ballistics'],
    ['debriefs.csv', 'Debrief ID,Debrief Date,How Obtained,Make,Serial Number\n', 'debriefs'],
    ['interviews.csv', 'DATE,METHOD OF ACQUISITION,GUN MANUFACTURER\n', 'debriefs'],
    ['sales.csv', 'FFL Number,Dealer Name,Year,Handguns,Long Guns,Total Sold\n', 'dealer-sales'],
    ['table.csv', 'Dealer,City,# of Crime Guns,Percentage\n', 'dealer-sales'],
    ['ms.csv', 'MS NUMBER,DATE OF TRANSFER,QUANTITY,FFL\n', 'multiple-sales'],
    ['f33104.csv', 'Transfer Date,FFL,Transferee Name,Serial Number\n', 'multiple-sales'],
    ['reports.csv', 'Date;Dealer Name;Purchaser Name;Number of Handguns\n', 'multiple-sales'],
    ['f331011.csv', 'ATF Theft/Loss #,FFL Number,Date of Theft/Loss,Make\n', 'thefts'],
    ['guns.csv', 'Case Number,Date Stolen,Gun Make,Serial Number\n', 'thefts'],
    ['atf.csv', 'FFL Number,Licensee Name,Inspection Date,Outcome,Violations\n', 'inspections'],
    // Columns of a trace file do not make it a file of multiple sales, thefts or links.
    ['traces.csv', 'Trace Number,Recovery Date,Multiple Sale,Stolen,NIBIN Number,Date Sold\n', 'traces'],
    ['traces.csv', 'RECOV_DT,SERIAL,STOLEN_FLAG\n', 'traces'],
    // Casings name no gun.
    ['shots.csv', 'Incident Number,Occurred Date,Casings,Casing Caliber\n', 'incidents'],
    ['NIBIN leads 2025.xlsx', 'PK\u0003\u0004', 'ballistics'],
    ['Debriefings 2025.xlsx', 'PK\u0003\u0004', 'debriefs'],
    ['dealer_sales_2010-2022.xlsx', 'PK\u0003\u0004', 'dealer-sales'],
    ['Multiple handgun sales 2024.xlsx', 'PK\u0003\u0004', 'multiple-sales'],
    ['FFL thefts 2024.xlsx', 'PK\u0003\u0004', 'thefts'],
    ['ffl_inspections.xlsx', 'PK\u0003\u0004', 'inspections'],
  ])('%s: %j', (fileName, head, format) => {
    expect(guessFormat(fileName, head).format).toBe(format);
  });
});
