/** What files of debriefs, thefts and inspections say, one spelling a line. */
import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../../server/imports/formats/cells/words-of.ts';
import {
  OBTAINED_FROM_WORDS,
  OBTAINED_HOW_WORDS,
} from '../../../../server/imports/formats/debriefs/debrief-words.ts';
import { INSPECTION_RESULT_WORDS } from '../../../../server/imports/formats/inspections/inspection-words.ts';
import {
  THEFT_KIND_WORDS,
  THEFT_VICTIM_WORDS,
} from '../../../../server/imports/formats/thefts/theft-words.ts';

it.each([
  ['Straw purchase', 'straw_purchase'],
  ['Straw purchase at gun store', 'straw_purchase'],
  ['Bought for him by girlfriend', 'straw_purchase'],
  ['Had a friend buy it', 'straw_purchase'],
  ['Bought for $400', null],
  ['Ghost gun', 'ghost_gun'],
  ['Made from an 80% kit', 'ghost_gun'],
  ['80% lower', 'ghost_gun'],
  ['PMF / privately made firearm', 'ghost_gun'],
  ['Found in the kitchen', 'other'],
  ['Stolen from car', 'theft'],
  ['Theft - burglary', 'theft'],
  ['Unlicensed dealer', 'unlicensed_seller'],
  ['Bought on Armslist', 'online'],
  ['Instagram', 'online'],
  ['Gift from uncle', 'family_friend'],
  ['Borrowed', 'family_friend'],
  ['Bought on the street', 'street'],
  ['Traded for drugs', 'street'],
  ['Gun show in Pennsylvania', 'private_sale'],
  ['Person-to-person sale', 'private_sale'],
  ['FFL', 'licensed_dealer'],
  ['Sporting goods store', 'licensed_dealer'],
  ['Pawn shop', 'licensed_dealer'],
  ['Found', 'other'],
  ['Refused to say', 'unknown'],
  ["Doesn't know", 'unknown'],
  ['N/A', 'unknown'],
  ['teleported', null],
])('obtained how: %j is %j', (text, meaning) => {
  expect(meaningOf(text, OBTAINED_HOW_WORDS)).toBe(meaning);
});

it.each([
  ['Cousin', 'family'],
  ['Son', 'family'],
  ['Seasonal worker', null],
  ['Girlfriend', 'friend'],
  ['A friend of a friend', 'friend'],
  ['Neighbor', 'acquaintance'],
  ['Drug dealer', 'stranger'],
  ['Unknown male', 'stranger'],
  ['Unlicensed dealer', 'other'],
  ['Gun show', 'gun_show'],
  ['Facebook', 'website'],
  ['Licensed dealer (FFL)', 'dealer'],
  ['Abandoned house', 'other'],
  ['Declined to answer', 'unknown'],
  ['Unknown', 'unknown'],
  ['Roe, Mary', null],
])('obtained from: %j is %j', (text, meaning) => {
  expect(meaningOf(text, OBTAINED_FROM_WORDS)).toBe(meaning);
});

it.each([
  ['Burglary - residential', 'burglary'],
  ['B&E', 'burglary'],
  ['Smash and grab', 'burglary'],
  ['Home invasion', 'burglary'],
  ['Armed robbery', 'robbery'],
  ['Carjacking', 'robbery'],
  ['Theft from motor vehicle', 'vehicle_break_in'],
  ['LARCENY - FROM AUTO', 'vehicle_break_in'],
  ['Theft of semi-automatic pistol', 'larceny'],
  ['Shoplifting', 'larceny'],
  ['Employee theft', 'employee'],
  ['Theft from interstate shipment', 'in_transit'],
  ['Lost in transit', 'in_transit'],
  ['Missing inventory', 'lost'],
  ['Lost', 'lost'],
  // The name of the report says nothing of what happened.
  ['Theft/Loss', 'other'],
  ['Lost or stolen', 'other'],
  ['FFL THEFT/LOSS', 'other'],
  ['Unknown', 'other'],
  ['fire', null],
])('kind of theft: %j is %j', (text, meaning) => {
  expect(meaningOf(text, THEFT_KIND_WORDS)).toBe(meaning);
});

it.each([
  ['FFL', 'dealer'],
  ['Pawn shop', 'dealer'],
  ['Common carrier', 'carrier'],
  ['Individual', 'private'],
  ['Gun owner', 'private'],
  ['Law enforcement officer', 'agency'],
  ['Government', 'agency'],
  // A business need not be a dealer.
  ['Business', 'unknown'],
  ['Society/Public', 'unknown'],
  ['Roe, Mary', null],
])('who lost them: %j is %j', (text, meaning) => {
  expect(meaningOf(text, THEFT_VICTIM_WORDS)).toBe(meaning);
});

describe('inspections', () => {
  it.each([
    ['No Violations', 'no_violations'],
    ['0 violations', 'no_violations'],
    ['None', 'no_violations'],
    ['In compliance', 'no_violations'],
    ['Non-compliant', 'report_of_violations'],
    ['Not in compliance', 'report_of_violations'],
    ['ROV', 'report_of_violations'],
    ['Report of Violations', 'report_of_violations'],
    ['Report of Violations & warning letter', 'warning_letter'],
    ['WL', 'warning_letter'],
    ['Warning Conference', 'warning_conference'],
    ['Revocation', 'revocation'],
    ['Warning conference, then revoked', 'revocation'],
    ['Surrendered in lieu of revocation', 'license_surrendered'],
    ['Out of business', 'license_surrendered'],
    ['Pending', 'other'],
    ['Recall', null],
  ])('end with: %j is %j', (text, meaning) => {
    expect(meaningOf(text, INSPECTION_RESULT_WORDS)).toBe(meaning);
  });
});
