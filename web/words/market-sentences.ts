/** The one sentence of the tooltip about links, incidents, debriefs and thefts. */
import type { DebriefFeature, LinkFeature, TheftFeature } from '../../domain/market-responses.ts';
import type { ChainIncident } from '../state/link-chain.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { formatCount, formatDay, guns } from './format.ts';
import {
  countedRecords,
  LINK_TYPE_WORDS,
  OBTAINED_FROM_WORDS,
  OBTAINED_HOW_WORDS,
  THEFT_KIND_WORDS,
  THEFT_VICTIM_WORDS,
} from './market-words.ts';
import { say } from './say.ts';

/** `14 Mar 2025`, or that nobody knows. */
export const dayWords = (day: string | null): string => (day === null ? say('day unknown') : formatDay(day));

/** `Hit L7`, `Lead without a number`. */
export const linkName = ({ properties: { linkType, linkNumber } }: LinkFeature): string =>
  `${LINK_TYPE_WORDS[linkType].label} ${linkNumber ?? say('without a number')}`;

/** Where it took place and whose it was: `RICHMOND PD C1`. */
export const incidentName = ({ agency, is }: Pick<ChainIncident, 'agency' | 'is'>): string =>
  is.incidentNumber === null ? say('{agency}, no number', { agency }) : `${agency} ${is.incidentNumber}`;

export function linkSentence(link: LinkFeature): string {
  const { incidents } = link.properties;
  const days = incidents.flatMap(({ occurredOn }) => (occurredOn === null ? [] : [formatDay(occurredOn)]));
  const [first, last] = [days.at(0), days.at(-1)];
  const when =
    first === undefined
      ? ''
      : first === last
        ? `, ${first}`
        : say(', {first} to {last}', { first, last: last ?? first });
  return `${linkName(link)}: ${formatCount(incidents.length)} ${incidents.length === 1 ? say('incident') : say('incidents')}${when}`;
}

export function incidentSentence(incident: ChainIncident): string {
  const { is, links } = incident;
  return say('Incident {incident}, {occurredOn}: in {countedRecords} shown', {
    incident: incidentName(incident),
    occurredOn: dayWords(is.occurredOn),
    countedRecords: countedRecords('links', links.length),
  });
}

/** `Pistol, GLOCK, 9MM`. */
export function gunWords({
  firearmType,
  manufacturer,
  model,
  caliber,
}: Pick<DebriefFeature['properties'], 'firearmType' | 'manufacturer' | 'model' | 'caliber'>): string {
  const parts = [FIREARM_TYPE_WORDS[firearmType].label, manufacturer, model, caliber];
  return parts.filter((part) => part !== null).join(', ');
}

/** Of the debriefs of one place. */
export function debriefSentence(debriefs: readonly DebriefFeature[]): string {
  const [one] = debriefs;
  if (one !== undefined && debriefs.length === 1) {
    const { obtainedHow, obtainedFrom, debriefedOn } = one.properties;
    const from =
      obtainedFrom === 'unknown'
        ? ''
        : say(', from {obtainedFrom}', { obtainedFrom: OBTAINED_FROM_WORDS[obtainedFrom] });
    return say('Gun obtained here: {label}{from}. Debrief of {debriefedOn}', {
      label: small(OBTAINED_HOW_WORDS[obtainedHow].label),
      from,
      debriefedOn: dayWords(debriefedOn),
    });
  }
  const ways = tally(debriefs.map(({ properties }) => OBTAINED_HOW_WORDS[properties.obtainedHow].label));
  return say('{count} obtained here, as debriefs say: {ways}', { count: guns(debriefs.length), ways });
}

/** Of the thefts and losses of one place. */
export function theftSentence(thefts: readonly TheftFeature[]): string {
  const [one] = thefts;
  const all = guns(gunsOf(thefts));
  if (one !== undefined && thefts.length === 1) {
    const { theftKind, victimKind, dealerName, stolenOn, reportedOn } = one.properties;
    const from = dealerName ?? THEFT_VICTIM_WORDS[victimKind].from;
    return say('{all}: {theftKind}, from {from}, {stolenOn}', {
      all,
      theftKind: small(THEFT_KIND_WORDS[theftKind]),
      from,
      stolenOn: dayWords(stolenOn ?? reportedOn),
    });
  }
  const kinds = tally(thefts.map(({ properties }) => THEFT_KIND_WORDS[properties.theftKind]));
  return say('{all} stolen or lost here, in {count} rows of reports: {kinds}', {
    all,
    count: formatCount(thefts.length),
    kinds,
  });
}

/** How many guns reports speak of. */
export const gunsOf = (thefts: readonly TheftFeature[]): number =>
  thefts.reduce((sum, { properties }) => sum + properties.guns, 0);

/** `2 straw purchase, 1 theft`, those with most first. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${formatCount(count)} ${small(word)}`)
    .join(', ');
}

const small = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
