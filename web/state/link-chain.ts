import type { LinkedIncident, LinkFeature } from '../../domain/market-responses.ts';

/** An incident of a chain, once, with the links that it is in. */
export interface ChainIncident {
  /** Its number in all of its links. */
  readonly incident: number;
  /** Of the incident as a file names it, else of the file. */
  readonly agency: string;
  readonly is: LinkedIncident;
  readonly links: readonly LinkFeature[];
}

/** Links that share incidents, as a network: what they join, over how much of the map and of time. */
export interface LinkChain {
  /** In the order of their days; those without a day come last. */
  readonly incidents: readonly ChainIncident[];
  readonly links: readonly LinkFeature[];
  readonly hits: number;
  readonly agencies: readonly string[];
  readonly states: readonly string[];
  /** First and last day known. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The network of links that hang together. */
export function linkChain(links: readonly LinkFeature[]): LinkChain {
  const byIncident = new Map<number, ChainIncident>();
  for (const link of links) {
    for (const is of link.properties.incidents) {
      const known = byIncident.get(is.incident);
      byIncident.set(
        is.incident,
        known === undefined
          ? {
              incident: is.incident,
              agency: is.eventAgency ?? link.properties.agencyName,
              is,
              links: [link],
            }
          : { ...known, is: fuller(known.is, is), links: [...known.links, link] },
      );
    }
  }
  const incidents = [...byIncident.values()].sort(
    (a, b) => dayOf(a).localeCompare(dayOf(b)) || a.incident - b.incident,
  );
  const days = incidents.flatMap(({ is }) => (is.occurredOn === null ? [] : [is.occurredOn]));
  return {
    incidents,
    links,
    hits: links.filter(({ properties }) => properties.linkType === 'hit').length,
    agencies: [...new Set(incidents.map(({ agency }) => agency))],
    states: [...new Set(incidents.flatMap(({ is }) => (is.state === null ? [] : [is.state])))],
    from: days.at(0) ?? null,
    to: days.at(-1) ?? null,
  };
}

const dayOf = ({ is }: ChainIncident) => is.occurredOn ?? '9';

/** Of two tellings of one incident the one with a place to draw, else with a day, else the first. */
function fuller(one: LinkedIncident, other: LinkedIncident): LinkedIncident {
  if ((one.position === null) !== (other.position === null)) return one.position === null ? other : one;
  return one.occurredOn === null && other.occurredOn !== null ? other : one;
}
