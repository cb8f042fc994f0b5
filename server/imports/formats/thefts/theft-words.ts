/** What reports of stolen and lost guns say, read to Tracemap's words. */
import type { TheftKind, TheftVictim } from '../../../../domain/vocabulary.ts';
import type { WordList } from '../cells/words-of.ts';

export const THEFT_KIND_WORDS: WordList<TheftKind> = [
  // Lost and stolen in one is the name of the report.
  [/^(FFL |FIREARMS? )?(LOST|LOSS|THEFT|STOLEN) (AND |OR )?(LOST|LOSS|THEFT|STOLEN)$/, 'other'],
  [/ROBB|HOLD ?UP|CAR ?JACK/, 'robbery'],
  [/VEHICLE|\bCARS?\b|\bAUTO\b|TRUCK BREAK/, 'vehicle_break_in'],
  [/TRANSIT|INTERSTATE|SHIPMENT|SHIPPING|CARRIER/, 'in_transit'],
  [/EMPLOYEE|INTERNAL|INSIDER|EMBEZZLE/, 'employee'],
  [/BURGLAR|BREAK ?(IN|ING)|\bB E\b|HOME INVASION|SMASH/, 'burglary'],
  [/LARCENY|SHOPLIFT|THEFT|STOLEN/, 'larceny'],
  [/LOST|LOSS|MISSING|INVENTORY/, 'lost'],
  [/OTHER|UNK/, 'other'],
];

export const THEFT_VICTIM_WORDS: WordList<TheftVictim> = [
  [/\bFFL\b|DEALER|LICENSEE|GUN (STORE|SHOP)|PAWN|RETAIL/, 'dealer'],
  [/CARRIER|SHIPPER|\bUPS\b|FEDEX|TRANSPORT/, 'carrier'],
  [/POLICE|SHERIFF|LAW ENFORCEMENT|GOVERNMENT|AGENCY|MILITARY|OFFICER/, 'agency'],
  [/PRIVATE|PERSON|INDIVIDUAL|CITIZEN|OWNER|RESIDEN|HOME/, 'private'],
  // A business need not be a dealer.
  [/UNK|OTHER|BUSINESS|SOCIETY|PUBLIC/, 'unknown'],
];
