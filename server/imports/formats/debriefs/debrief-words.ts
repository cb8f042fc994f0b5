/** What files of debriefs say, read to Tracemap's words. */
import type { ObtainedFrom, ObtainedHow } from '../../../../domain/vocabulary.ts';
import type { WordList } from '../cells/words-of.ts';

const SAYS_NOTHING =
  /^(UNK|UNKNOWN|NOT (STATED|SAID|KNOWN)|REFUSED( TO .*)?|DECLINED( TO .*)?|(DOES NOT|DOESN T|DON T|DID NOT|WOULD NOT) (KNOW|RECALL|REMEMBER|SAY)|NA|N A|NONE)$/;

/** Ways are told from each other by what is done before where it is done: a straw purchase at a gun store is no purchase there. */
export const OBTAINED_HOW_WORDS: WordList<ObtainedHow> = [
  [SAYS_NOTHING, 'unknown'],
  [
    /STRAW|\b(BOUGHT|PURCHASED|BOUGHT IT|PURCHASED IT) FOR (HIM|HER|THEM|ME|ANOTHER|SOMEONE)\b|SOMEONE ELSE (BOUGHT|PURCHASED)|\bHAD (\w+ ){1,4}(BUY|PURCHASE)\b/,
    'straw_purchase',
  ],
  [
    /GHOST|PRIVATELY MADE|\bPMFS?\b|\b80 ?(PERCENT|PCT|LOWER|FRAME|RECEIVER)|POLYMER ?80|\bKITS?\b|HOME ?MADE|3D PRINT|UNSERIALI[SZ]ED/,
    'ghost_gun',
  ],
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
  [/\bFFL\b|LICEN[SC]ED|(GUN|SPORTING GOODS) (STORE|SHOP)|RETAIL|DEALER|PAWN/, 'licensed_dealer'],
  [/OTHER|FOUND/, 'other'],
];

export const OBTAINED_FROM_WORDS: WordList<ObtainedFrom> = [
  [SAYS_NOTHING, 'unknown'],
  [
    /FAMILY|RELATIVE|COUSIN|BROTHER|SISTER|UNCLE|\bAUNT|FATHER|MOTHER|PARENT|SPOUSE|WIFE|HUSBAND|NEPHEW|NIECE|\b(STEP)?(SON|DAUGHTER)\b/,
    'family',
  ],
  [/FRIEND/, 'friend'],
  [/ACQUAINTANCE|ASSOCIATE|NEIGHBO|KNOWN PERSON|CO ?WORKER|CLASSMATE/, 'acquaintance'],
  [
    /STRANGER|UNKNOWN (MALE|FEMALE|PERSON|SELLER)|SOMEONE ON THE STREET|STREET (SELLER|SOURCE)|DRUG DEALER/,
    'stranger',
  ],
  // Whoever sells without a licence is none of those below.
  [/UNLICEN[SC]ED|ILLEGAL (SELLER|DEALER)/, 'other'],
  [/GUN SHOW|FLEA MARKET/, 'gun_show'],
  [/ONLINE|INTERNET|WEB|FACEBOOK|INSTAGRAM|SNAPCHAT|TELEGRAM|ARMSLIST|SOCIAL MEDIA/, 'website'],
  [/\bFFL\b|DEALER|GUN (STORE|SHOP)|PAWN|RETAIL/, 'dealer'],
  [/OTHER|FOUND|VEHICLE|RESIDENCE|HOUSE/, 'other'],
];
