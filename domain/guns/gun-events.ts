import type { LinkedIncident, LinkFeature } from '../market-responses.ts';
import type { GunLife, GunRecord } from './gun-life.ts';
import { compareCalibers } from './same-gun.ts';

type Position = readonly [number, number];

interface Event {
  /** `YYYY-MM-DD`; null where nobody says. */
  readonly on: string | null;
  /** False where nobody can say that it was this gun. */
  readonly isSure: boolean;
  readonly place: string;
  /** Null where it is not known to the street or better, or may not be shown. */
  readonly position: Position | null;
  readonly agencyName: string;
  /** The lines of files that say so. */
  readonly sources: readonly LinkedIncident['source'][];
}

type Of<Kind extends GunRecord['kind']> = Extract<GunRecord, { kind: Kind }>['record'];

/** What happened to a gun, by what a record tells of it. */
export type GunEvent = Event &
  (
    | {
        readonly kind: 'sold';
        readonly dealerId: number | null;
        readonly dealerName: string | null;
        /** Guns of the sale where it was a multiple one; null where nobody reported that. */
        readonly gunsOfSale: number | null;
      }
    | { readonly kind: 'stolen'; readonly theft: Of<'theft'> }
    | { readonly kind: 'obtained'; readonly debrief: Of<'debrief'> }
    | { readonly kind: 'used'; readonly incident: LinkedIncident }
    | { readonly kind: 'recovered'; readonly recovery: Of<'recovery'> }
  );

/** Where the day does not tell: what comes first in the life of a gun. */
const ORDER: readonly GunEvent['kind'][] = ['sold', 'stolen', 'obtained', 'used', 'recovered'];

/**
 * The life of a gun: its events by day. Those without a day stand where they belong by nature: a sale first, others last. A sale
 * that several records tell is one.
 */
export function gunEvents(life: GunLife): readonly GunEvent[] {
  const events = [
    ...salesOf(life),
    ...life.records.flatMap((one): GunEvent[] => {
      if (one.kind === 'theft') return [stolen(one.record, one.isSure)];
      if (one.kind === 'debrief') return [obtained(one.record, one.isSure)];
      return one.kind === 'recovery' ? [recovered(one.record, one.isSure)] : [];
    }),
    ...used(life),
  ];
  const rank = (event: GunEvent) => ORDER.indexOf(event.kind);
  const day = ({ on, kind }: GunEvent) => on ?? (kind === 'sold' ? '' : '9999');
  return events.toSorted((a, b) => day(a).localeCompare(day(b)) || rank(a) - rank(b));
}

/** Names an event among those of its gun: one line of a file may tell two incidents. */
export const eventKey = (event: GunEvent): string =>
  event.kind === 'used'
    ? `used ${event.incident.incident}`
    : `${event.kind} ${event.sources.map(({ batch, row }) => `${batch}/${row}`).join()}`;

function salesOf({ records, dealers }: GunLife): GunEvent[] {
  const sales = new Map<string, Extract<GunEvent, { kind: 'sold' }>>();
  const add = (sale: {
    readonly on: string | null;
    readonly dealerId: number | null;
    readonly dealerName: string | null;
    readonly gunsOfSale: number | null;
    readonly isSure: boolean;
    readonly agencyName: string;
    readonly source: LinkedIncident['source'];
  }) => {
    const { source, ...told } = sale;
    const key = `${sale.dealerId} ${sale.on} ${sale.isSure}`;
    const known = sales.get(key);
    const dealer = dealers.find(({ id }) => id === sale.dealerId);
    sales.set(key, {
      kind: 'sold',
      ...told,
      place: dealer?.place ?? '',
      position: dealer?.position ?? null,
      gunsOfSale: sale.gunsOfSale ?? known?.gunsOfSale ?? null,
      sources: [...(known?.sources ?? []), source],
    });
  };
  for (const { kind, isSure, record } of records) {
    if (kind === 'multiple_sale') add({ ...record, on: record.soldOn, isSure });
    if (kind !== 'recovery') continue;
    const { purchasedOn, dealerId, ...told } = record.properties;
    if (purchasedOn === null && dealerId === null) continue;
    add({ ...told, dealerId, on: purchasedOn, isSure, gunsOfSale: null });
  }
  return [...sales.values()];
}

function stolen(theft: Of<'theft'>, isSure: boolean): GunEvent {
  const { stolenOn, reportedOn, ...told } = theft.properties;
  return { kind: 'stolen', theft, on: stolenOn ?? reportedOn, isSure, ...eventOf(theft, told) };
}

function obtained(debrief: Of<'debrief'>, isSure: boolean): GunEvent {
  return {
    kind: 'obtained',
    debrief,
    on: debrief.properties.obtainedOn,
    isSure,
    ...eventOf(debrief, debrief.properties),
  };
}

function recovered(recovery: Of<'recovery'>, isSure: boolean): GunEvent {
  return {
    kind: 'recovered',
    recovery,
    on: recovery.properties.recoveredOn,
    isSure,
    ...eventOf(recovery, recovery.properties),
  };
}

const eventOf = (
  { geometry }: { readonly geometry: { readonly coordinates: Position } | null },
  {
    place,
    agencyName,
    source,
  }: { readonly place: string; readonly agencyName: string; readonly source: LinkedIncident['source'] },
) => ({ place, position: geometry?.coordinates ?? null, agencyName, sources: [source] });

/**
 * Incidents at which the gun was used: those that hits join, directly or through others, with one that is its recovery. Leads are
 * not confirmed: what only they join is not sure. The recovery itself is told by its own record.
 */
function used(life: GunLife): GunEvent[] {
  const incidents = life.links.flatMap(({ properties }) =>
    properties.incidents.map((incident) => ({ incident, agencyName: properties.agencyName })),
  );
  const sure = reached(
    incidents.flatMap(({ incident }) => (isSurelyOf(life, incident) ? [incident.incident] : [])),
    life.links.filter(({ properties }) => properties.linkType === 'hit'),
  );
  const events = new Map<number, GunEvent>();
  for (const { incident, agencyName } of incidents) {
    if (isOwnCase(life, incident) || events.has(incident.incident)) continue;
    events.set(incident.incident, {
      kind: 'used',
      incident,
      on: incident.occurredOn,
      isSure: sure.has(incident.incident),
      place: incident.place,
      position: incident.position,
      agencyName: incident.eventAgency ?? agencyName,
      sources: [incident.source],
    });
  }
  return [...events.values()];
}

/** Whether an incident is the case of a recovery of the gun. */
const isOwnCase = ({ records }: GunLife, { recoveries }: LinkedIncident): boolean =>
  records.some(({ kind, isSure, record }) => kind === 'recovery' && isSure && recoveries.includes(record.id));

/** Evidence that is a gun. */
const IS_GUN = /FIREARM|PISTOL|REVOLVER|RIFLE|SHOTGUN|HANDGUN|\bGUN\b|WEAPON|TEST.?FIRE/i;

/** Whether the laboratory had this gun of an incident: its case brought one gun, and the evidence is a gun of its caliber. */
export const isSurelyOf = (life: GunLife, incident: LinkedIncident): boolean =>
  isOwnCase(life, incident) &&
  incident.recoveries.length === 1 &&
  IS_GUN.test(incident.evidence ?? '') &&
  compareCalibers(incident.caliber, life.gun.caliber) !== 'differs';

/** Incidents that links join with some, directly or through others. */
function reached(from: readonly number[], links: readonly LinkFeature[]): ReadonlySet<number> {
  const found = new Set(from);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { properties } of links) {
      const joined = properties.incidents.map(({ incident }) => incident);
      if (joined.some((incident) => found.has(incident))) for (const incident of joined) found.add(incident);
    }
  }
  return found;
}
