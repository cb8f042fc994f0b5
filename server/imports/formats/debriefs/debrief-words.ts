/** What files of debriefs say, read to Tracemap's words. */
import type { ObtainedFrom, ObtainedHow } from '../../../../domain/vocabulary.ts';
import type { WordList } from '../cells/words-of.ts';

/** Ways are told from each other by what is done before where it is done: a straw purchase at a gun store is no purchase there. */
export const OBTAINED_HOW_WORDS: WordList<ObtainedHow> = [
  [/^(UNK|UNKNOWN|NOT STATED|REFUSED|DECLINED|NA|N A|NONE)$/, 'unknown'],
  [/STRAW|BOUGHT FOR|PURCHASED FOR|SOMEONE ELSE BOUGHT/, 'straw_purchase'],
  [/GHOST|PRIVATELY MADE|\bPMF\b|80 ?(PERCENT|PCT)|KIT|HOME ?MADE|3D PRINT|UNSERIALI[SZ]ED/, 'ghost_gun'],
  [/STOLE|THEFT|BURGLAR|ROBB|BREAK IN|LARCENY/, 'theft'],
  [/UNLICEN[SC]ED|TRAFFICK|ILLEGAL (SELLER|DEALER)|WITHOUT A? ?LICEN[SC]E/, 'unlicensed_seller'],
  [
    /ONLINE|INTERNET|WEB ?SITE|SOCIAL MEDIA|FACEBOOK|INSTAGRAM|SNAPCHAT|TELEGRAM|ARMSLIST|DARK ?(WEB|NET)/,
    'online',
  ],
  [
    /FAMILY|FRIEND|RELATIVE|COUSIN|BROTHER|SISTER|UNCLE|FATHER|MOTHER|GIRLFRIEND|BOYFRIEND|GIFT|BORROW/,
    'family_friend',
  ],
  [/STREET|CORNER|ON THE BLOCK|DRUG/, 'street'],
  [/PRIVATE|INDIVIDUAL|PERSON TO PERSON|GUN SHOW/, 'private_sale'],
  [/\bFFL\b|LICEN[SC]ED|GUN (STORE|SHOP)|RETAIL|DEALER|PAWN/, 'licensed_dealer'],
  [/OTHER|FOUND/, 'other'],
];

export const OBTAINED_FROM_WORDS: WordList<ObtainedFrom> = [
  [/^(UNK|UNKNOWN|NOT STATED|REFUSED|DECLINED|NA|N A|NONE)$/, 'unknown'],
  [/FAMILY|RELATIVE|COUSIN|BROTHER|SISTER|UNCLE|AUNT|FATHER|MOTHER|PARENT|SPOUSE|WIFE|HUSBAND/, 'family'],
  [/FRIEND/, 'friend'],
  [/ACQUAINTANCE|ASSOCIATE|NEIGHBO|KNOWN PERSON|CO ?WORKER|CLASSMATE/, 'acquaintance'],
  [
    /STRANGER|UNKNOWN (MALE|FEMALE|PERSON|SELLER)|SOMEONE ON THE STREET|STREET (SELLER|SOURCE)|DRUG DEALER/,
    'stranger',
  ],
  [/GUN SHOW|FLEA MARKET/, 'gun_show'],
  [/ONLINE|INTERNET|WEB|FACEBOOK|INSTAGRAM|SNAPCHAT|TELEGRAM|ARMSLIST|SOCIAL MEDIA/, 'website'],
  [/\bFFL\b|DEALER|GUN (STORE|SHOP)|PAWN|RETAIL/, 'dealer'],
  [/OTHER|FOUND|VEHICLE|RESIDENCE|HOUSE/, 'other'],
];
