/** The shootings and shots fired that one agency of the demo brings beside its guns. */
import { recoveryDay } from './calendar.ts';
import type { DemoPlaces, DemoPoint } from './places.ts';
import type { Random } from './random.ts';
import { WeightedChoice, weighted } from './random.ts';
import { RecoverySpots } from './recovery-spots.ts';
import type { DemoAgency } from './region.ts';
import type { StreetSites } from './street-plan/street-sites.ts';
import type { Row } from './table-files.ts';
import type { WrittenAddress } from './written-address.ts';
import { writeAddress } from './written-address.ts';
import { reportStreet } from './written-street.ts';

/** One incident, with all the agency's file says of it. */
export interface DemoIncident {
  readonly number: string;
  readonly occurredOn: string;
  readonly occurredAt: string;
  readonly type: 'SHOOTING' | 'SHOTS FIRED';
  /** Whether somebody died, and how many were hit. */
  readonly fatal: boolean;
  readonly victims: number;
  readonly address: WrittenAddress;
  /** Null where nobody noted them. */
  readonly coordinates: DemoPoint | null;
}

/** In ten years. */
const INCIDENTS = 3200;
const SHOOTING_SHARE = 0.75;
const FATAL_SHARE = 0.27;
const VICTIMS = weighted({ '1': 84, '2': 11, '3': 3.5, '4': 1.5 });
/** Shots fall where guns are found, but not only there. */
const WHERE_GUNS_ARE_FOUND_SHARE = 0.65;
const COORDINATES_SHARE = 0.93;
/** Midnight to 11 p.m.: most at night. */
const HOUR_LEVEL = [
  8, 7, 6, 4, 2.5, 1.5, 1, 1, 1.2, 1.5, 2, 2.4, 2.8, 3, 3.4, 4, 4.4, 4.8, 5.4, 6, 7, 8, 8.6, 8.8,
];
const HOURS = new WeightedChoice(
  HOUR_LEVEL.map((level, hour) => ({ level, hour })),
  ({ level }) => level,
);

/** Makes the incidents of an agency by date; `found` are the spots where it finds its guns. */
export function makeIncidents(
  random: Random,
  found: RecoverySpots,
  places: DemoPlaces,
  sites: StreetSites,
  agency: DemoAgency,
): readonly DemoIncident[] {
  const others = new RecoverySpots(random.fork('spots'), places, sites, agency);
  const days = Array.from({ length: INCIDENTS }, () => recoveryDay(random)).sort();
  return days.map((occurredOn, index): DemoIncident => {
    const isShooting = random.chance(SHOOTING_SHARE);
    const spot = (random.chance(WHERE_GUNS_ARE_FOUND_SHARE) ? found : others).draw(random);
    const { street, point } = reportStreet(random, spot);
    return {
      number: `${occurredOn.slice(2, 4)}S${String(index + 1).padStart(5, '0')}`,
      occurredOn,
      occurredAt: timeOfDay(random),
      type: isShooting ? 'SHOOTING' : 'SHOTS FIRED',
      fatal: isShooting && random.chance(FATAL_SHARE),
      victims: isShooting ? Number(VICTIMS.draw(random)) : 0,
      address: writeAddress(random, street, spot.zip),
      coordinates: random.chance(COORDINATES_SHARE) ? point : null,
    };
  });
}

function timeOfDay(random: Random): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(HOURS.draw(random).hour)}:${twoDigits(random.int(0, 59))}`;
}

const HEADINGS = [
  'CCNumber',
  'Incident Date',
  'Incident Time',
  'Description',
  'Fatal',
  'Victims',
  'Incident Address',
  'City',
  'State',
  'Zip Code',
  'Latitude',
  'Longitude',
];

/** The incidents as the rows of a file, its headings first. */
export function incidentRows(incidents: readonly DemoIncident[]): readonly Row[] {
  const rows = incidents.map(
    ({ number, occurredOn, occurredAt, type, fatal, victims, address, coordinates }): Row => [
      number,
      occurredOn,
      occurredAt,
      type,
      fatal ? 'Y' : 'N',
      victims,
      address.street,
      address.city,
      address.state,
      address.zip,
      coordinates?.lat,
      coordinates?.lon,
    ],
  );
  return [HEADINGS, ...rows];
}
