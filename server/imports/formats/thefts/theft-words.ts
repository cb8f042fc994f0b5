/** What reports of stolen and lost guns say, read to Tracemap's words. */
import type { TheftKind, TheftVictim } from '../../../../domain/vocabulary.ts';
import type { WordList } from '../cells/words-of.ts';

export const THEFT_KIND_WORDS: WordList<TheftKind> = [
  [/VEHICLE|\bCAR\b|AUTO|TRUCK BREAK/, 'vehicle_break_in'],
  [/TRANSIT|INTERSTATE|SHIPMENT|SHIPPING|CARRIER/, 'in_transit'],
  [/EMPLOYEE|INTERNAL|INSIDER/, 'employee'],
  [/BURGLAR|BREAK ?(IN|ING)|\bB E\b/, 'burglary'],
  [/ROBB|HOLD ?UP|CARJACK/, 'robbery'],
  [/LARCENY|SHOPLIFT|THEFT|STOLEN/, 'larceny'],
  [/LOST|LOSS|MISSING|INVENTORY/, 'lost'],
  [/OTHER|UNK/, 'other'],
];

export const THEFT_VICTIM_WORDS: WordList<TheftVictim> = [
  [/\bFFL\b|DEALER|LICENSEE|GUN (STORE|SHOP)|PAWN|BUSINESS|RETAIL/, 'dealer'],
  [/CARRIER|SHIPPER|\bUPS\b|FEDEX|TRANSPORT/, 'carrier'],
  [/POLICE|SHERIFF|GOVERNMENT|AGENCY|MILITARY|OFFICER/, 'agency'],
  [/PRIVATE|PERSON|INDIVIDUAL|CITIZEN|OWNER|RESIDEN|HOME/, 'private'],
  [/UNK|OTHER/, 'unknown'],
];
