import { describe, expect, it } from 'vitest';
import { headingWords } from '../../../../server/imports/formats/cells/heading-words.ts';
import { guessMapping } from '../../../../server/imports/formats/traces/guess-mapping.ts';

function guess(columns: readonly string[], ...samples: readonly (readonly string[])[]) {
  return guessMapping({ columns, firstRow: 2, samples });
}

describe('headingWords', () => {
  it.each([
    ['Trace No.', 'TRACE NUMBER'],
    ['RecoveryDt', 'RECOVERY DATE'],
    ['FFLName', 'FFL NAME'],
    ['serial #', 'SERIAL NUMBER'],
    ['PURCH_ADDR', 'PURCHASER ADDRESS'],
    ['CITY (2)', 'CITY'],
  ])('of %j are %j', (heading, words) => {
    expect(headingWords(heading)).toBe(words);
  });
});

describe('guessMapping', () => {
  it('reads CITY as the city of whoever the columns before it are about', () => {
    expect(
      guess(
        ['Recovery Date', 'City', 'Dealer Name', 'City (2)', 'Purchaser Name', 'DOB', 'City (3)'],
        ['1/2/2015', 'Baltimore', 'RIVER GUNS', 'Richmond', 'ROE, MARY', '4/5/1980', 'Macon'],
      ),
    ).toEqual({
      recovery_date: 'Recovery Date',
      recovery_city: 'City',
      dealer_name: 'Dealer Name',
      dealer_city: 'City (2)',
      purchaser_name: 'Purchaser Name',
      purchaser_birth_date: 'DOB',
      purchaser_city: 'City (3)',
    });
  });

  it('tells an address on one line from a street by what stands in it', () => {
    expect(
      guess(['Recovery Address', 'Dealer Address'], ['1 Elm St, Newark, NJ 07103', '5 MAIN ST']),
    ).toEqual({ recovery_address: 'Recovery Address', dealer_street: 'Dealer Address' });
  });

  it('takes ST for a state only where states stand in it', () => {
    expect(guess(['Recovery St'], ['MD'])).toEqual({ recovery_state: 'Recovery St' });
    expect(guess(['Recovery St'], ['CHARLES'])).toEqual({});
  });

  it('leaves a date column out whose values are no dates', () => {
    expect(guess(['Recovery Date'], ['yes'])).toEqual({});
  });

  it('knows licence numbers under any heading', () => {
    expect(guess(['Shop code'], ['8-51-01809'])).toEqual({ dealer_license_number: 'Shop code' });
  });

  it('leaves columns it does not know alone', () => {
    expect(guess(['Evidence Shelf', 'Trace Number'], ['A1', 'T1'])).toEqual({ trace_number: 'Trace Number' });
  });
});
