import { describe, expect, it } from 'vitest';
import { makersOf } from '../../../domain/guns/makers.ts';

const of = (manufacturer: string | null, importer: string | null = null) => [
  ...makersOf({ manufacturer, importer }),
];

describe('the makers of a gun', () => {
  it.each([
    ['S&W', 'SMITH WESSON'],
    ['Smith & Wesson', 'SMITH WESSON'],
    ['SMITH AND WESSON CORP.', 'SMITH WESSON'],
    ['STURM, RUGER & CO., INC.', 'RUGER'],
    ['Ruger', 'RUGER'],
    ['GLOCK GMBH', 'GLOCK'],
    ['Glock Inc', 'GLOCK'],
    ['Hi-Point Firearms', 'HI POINT'],
    ['BEEMILLER INC', 'HI POINT'],
    ['H&K', 'HECKLER KOCH'],
    ["COLT'S MANUFACTURING COMPANY LLC", 'COLT'],
    ['TAURUS INTERNATIONAL MFG', 'TAURUS'],
    ['FORJAS TAURUS S.A.', 'TAURUS'],
    ['ARMS CORP OF THE PHILIPPINES', 'ROCK ISLAND ARMORY'],
    ['PHOENIX ARMS', 'PHOENIX'],
    ['NOBODY KNOWS ARMS', 'NOBODY KNOWS'],
    ['ARMS', 'ARMS'],
  ])('%s is %s', (written, maker) => {
    expect(of(written)).toEqual([maker]);
  });

  it.each([[null], [''], ['UNKNOWN'], ['N/A'], ['Unk.']])('%s is none', (written) => {
    expect(of(written)).toEqual([]);
  });

  it('are its manufacturer and its importer, each once', () => {
    expect(of('HS PRODUKT', 'SPRINGFIELD ARMORY')).toEqual(['SPRINGFIELD ARMORY']);
    expect(of('ZASTAVA', 'CENTURY ARMS INTL')).toEqual(['ZASTAVA', 'CENTURY']);
  });
});
