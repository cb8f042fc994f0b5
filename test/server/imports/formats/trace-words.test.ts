import { describe, expect, it } from 'vitest';
import { parseLicenseNumber } from '../../../../server/imports/dealers/license-key.ts';
import { firearmTypeOf, normaliseSerial } from '../../../../server/imports/formats/cells/firearm-words.ts';
import { fullNameOf, personKey, wholeName } from '../../../../server/imports/formats/cells/person.ts';
import { splitSingleLineAddress } from '../../../../server/imports/formats/cells/single-line-address.ts';
import { spelledName } from '../../../../server/imports/formats/cells/spelled-name.ts';
import { parseYesOrNo } from '../../../../server/imports/formats/cells/yes-or-no.ts';

describe('parseLicenseNumber', () => {
  it.each([
    ['1-56-059-01-6F-21093', '1-56-21093', '1-56-059-01-6F-21093', '01'],
    ['156059016F21093', '1-56-21093', '1-56-059-01-6F-21093', '01'],
    ['8-51-01809', '8-51-01809', '8-51-01809', null],
    ['8-51-059-07-4a-01809', '8-51-01809', '8-51-059-07-4A-01809', '07'],
    [' 8 51 01809 ', '8-51-01809', '8-51-01809', null],
  ])('reads %j', (text, key, number, type) => {
    expect(parseLicenseNumber(text)).toEqual({ key, number, type });
  });

  it.each(['', '12345', '1-56-059-01-6F-2109', 'A-51-01809', '8-51-018090'])('finds none in %j', (text) => {
    expect(parseLicenseNumber(text)).toBeNull();
  });
});

describe('firearmTypeOf', () => {
  it.each([
    ['P', 'pistol'],
    ['Semi-Auto Pistol', 'pistol'],
    ['PISTOL (SEMI-AUTOMATIC)', 'pistol'],
    ['PR', 'revolver'],
    ['Revolver, double action', 'revolver'],
    ['R', 'rifle'],
    ['AR-style rifle', 'rifle'],
    ['sg', 'shotgun'],
    ['Machine Gun', 'other'],
    ['Receiver/Frame', 'other'],
    ['', 'unknown'],
    ['UNK', 'unknown'],
    ['Blowgun', null],
  ])('of %j is %j', (text, expected) => {
    expect(firearmTypeOf(text)).toBe(expected);
  });
});

describe('normaliseSerial', () => {
  it.each([
    ['ab 12-34', 'AB1234', false],
    ['AB.12_34', 'AB1234', false],
    ['OBLITERATED', null, true],
    ['Partially obliterated 12', null, true],
    ['unknown', null, false],
    ['NONE', null, false],
    ['N/A', null, false],
    ['00000', null, false],
    ['', null, false],
  ])('of %j', (text, serial, obliterated) => {
    expect(normaliseSerial(text)).toEqual({ serial, obliterated });
  });
});

describe('names', () => {
  it('have no commas where filters separate values by them', () => {
    expect(spelledName(' Smith & Wesson,  Inc ')).toBe('SMITH & WESSON INC');
  });

  it.each([
    ['DOE', 'JOHN', 'Q', 'DOE, JOHN Q'],
    ['DOE', '', '', 'DOE'],
    ['', 'JOHN', '', 'JOHN'],
    ['', '', '', null],
  ])('are put together from %j %j %j', (last, first, middle, expected) => {
    expect(fullNameOf(last, first, middle)).toBe(expected);
  });

  it.each(['', 'Unknown', 'n/a', 'NONE'])('of %j are none', (text) => {
    expect(wholeName(text)).toBeNull();
  });
});

describe('personKey', () => {
  it('is the same in any order, with or without initials, accents and apostrophes', () => {
    const key = personKey("O'NEIL, JOSÉ A", '1980-01-02');
    expect(key).toBe('JOSE ONEIL|1980-01-02');
    expect(personKey('Jose ONeil', '1980-01-02')).toBe(key);
  });

  it('is none without a name or birth date', () => {
    expect(personKey('DOE, JOHN', null)).toBeNull();
    expect(personKey(null, '1980-01-02')).toBeNull();
  });
});

describe('parseYesOrNo', () => {
  it.each([
    ['Y', true],
    ['yes', true],
    ['1', true],
    ['N', false],
    ['', false],
    ['unknown', false],
    ['perhaps', null],
  ])('of %j is %j', (text, expected) => {
    expect(parseYesOrNo(text)).toBe(expected);
  });
});

describe('splitSingleLineAddress', () => {
  it.each([
    ['12 Main St, Baltimore, MD 21202', '12 Main St', 'Baltimore', 'MD', '21202'],
    ['12 Main St, Apt 4, Baltimore, MD 21202-1234', '12 Main St, Apt 4', 'Baltimore', 'MD', '21202'],
    ['12 Main St, Baltimore, Maryland, 21202', '12 Main St', 'Baltimore', 'MD', '21202'],
    ['12 Main St, Baltimore, MD, USA', '12 Main St', 'Baltimore', 'MD', null],
    ['Baltimore, MD', null, 'Baltimore', 'MD', null],
    ['12 Main St Baltimore MD 21202', '12 Main St Baltimore MD 21202', null, null, null],
    ['12 Main St, Baltimore', '12 Main St, Baltimore', null, null, null],
    ['12 Main St', '12 Main St', null, null, null],
    ['', null, null, null, null],
  ])('takes %j apart', (line, street, city, state, zip) => {
    expect(splitSingleLineAddress(line)).toEqual({ street, city, state, zip });
  });
});
