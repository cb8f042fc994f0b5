import { describe, expect, it } from 'vitest';
import { placeAgreement, streetAgreement } from '../../../../server/geocoding/providers/agreement.ts';
import type { Question } from '../../../../server/geocoding/providers/question.ts';
import { readQuestion } from '../../../../server/geocoding/providers/question.ts';

function question(street: string, parts: Partial<Pick<Question, 'city' | 'state' | 'zip'>> = {}): Question {
  const place = { city: 'Baltimore', state: 'MD', zip: '21201', ...parts };
  const read = readQuestion({ street, county: null, lon: null, lat: null, ...place });
  if (read === null) throw new Error('This is no question.');
  return read;
}

describe('the street found', () => {
  it.each<[string, string, number | null]>([
    ['1200 N Charles St', '1200 North Charles Street', 1],
    ['1200 Charles St', '1200 North Charles Street', 0.9],
    ['1200 N Charles', '1200 North Charles Street', 0.95],
    ['1200 N Charels St', '1200 North Charles Street', 0.9],
    ['22999 US HWY 59', '22999 US Highway 59', 1],
    ['1200 N Charles St', '1202 North Charles Street', null],
    ['1200 N Charles St', '1200 South Charles Street', null],
    ['1200 N Charles St', '1200 North Charles Avenue', null],
    ['1200 N Charles St', '1200 North Calvert Street', null],
    ['100 W 33rd St', '100 West 32nd Street', null],
    ['100 Oak St', '100 Oat Street', null],
    ['1200 N Charles St', 'North Charles Street', null],
    ['1200 N Charles St', '', null],
  ])('asked %j, found %j: %s', (asked, found, agreement) => {
    const score = streetAgreement(question(asked), found);
    expect(score).toEqual(agreement === null ? null : expect.closeTo(agreement, 6));
  });
});

describe('the place found', () => {
  const found = { cities: ['Baltimore', 'Mount Vernon'], state: 'MD', zip: '21201' };
  it.each<[string, Partial<Question>, Partial<typeof found>, number | null]>([
    ['the same', {}, {}, 1],
    ['another state', { state: 'PA' }, {}, null],
    ['another city with the same ZIP', { city: 'Towson' }, {}, 0.95],
    ['another ZIP of the same city', {}, { zip: '21202' }, 0.9],
    ['another city and ZIP', { city: 'Towson' }, { zip: '21202' }, null],
    ['the same ZIP, no city asked', { city: null }, {}, 1],
    ['the same city, no ZIP asked', { zip: null }, {}, 1],
    ['another city, no ZIP asked', { city: 'Towson', zip: null }, {}, null],
  ])('%s', (_what, asked, answered, agreement) => {
    expect(placeAgreement(question('1 Main St', asked), { ...found, ...answered })).toBe(agreement);
  });
});
