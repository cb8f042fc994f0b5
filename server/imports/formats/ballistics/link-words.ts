/** What reports of ballistic links say of their kind, read to Tracemap's words. */
import type { LinkType } from '../../../../domain/vocabulary.ts';
import { parseYesOrNo } from '../cells/yes-or-no.ts';

const NO_LINK =
  /\b(?:NO|NON)[ -]?(?:NIBIN )?(?:HITS?|LEADS?|MATCH(?:ES)?|LINKS?|ASSOCIATIONS?)\b|\bELIMINAT|\bEXCLU|\bNEGATIVE\b/;
const NOT_CONFIRMED =
  /UNCONFIRMED|UNVERIFIED|\bNOT (?:YET |BEEN )*(?:CONFIRMED|VERIFIED|A HIT)|\bTO BE \w|AWAITING|PRESUMPTIVE|POTENTIAL|POSSIBLE|PENDING|PRELIMINARY/;
const HIT = /\bHITS?\b|\bCONFIRMED\b|\bVERIFIED\b|\bIDENTIFICATION\b/;
const LEAD = /\bLEADS?\b/;

/**
 * Whether words say lead, hit, or that there is no link; null where they say none of these. What says that it is not
 * confirmed is a lead, whatever else it says; a lead that is said to be confirmed is a hit.
 */
export function linkTypeOf(text: string): LinkType | 'none' | null {
  const words = text.toUpperCase();
  if (NO_LINK.test(words)) return 'none';
  if (NOT_CONFIRMED.test(words)) return 'lead';
  if (HIT.test(words)) return 'hit';
  if (LEAD.test(words)) return 'lead';
  const answer = parseYesOrNo(words);
  if (answer === null) return null;
  return answer ? 'hit' : 'lead';
}
