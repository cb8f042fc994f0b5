import type { AddressKind } from './vocabulary.ts';

/** What records of each kind of address are called, one and several. */
export const ADDRESS_KIND_WORDS: Readonly<
  Record<AddressKind, { readonly one: string; readonly many: string }>
> = {
  recovery: { one: 'recovery', many: 'recoveries' },
  dealer: { one: 'dealer', many: 'dealers' },
  purchaser: { one: 'purchaser', many: 'purchasers' },
  possessor: { one: 'possessor', many: 'possessors' },
  incident: { one: 'incident', many: 'incidents' },
  link_event: { one: 'incident of a link', many: 'incidents of links' },
  debrief: { one: 'debrief', many: 'debriefs' },
  multiple_sale: { one: 'buyer of a multiple sale', many: 'buyers of multiple sales' },
  theft_report: { one: 'theft', many: 'thefts' },
};
