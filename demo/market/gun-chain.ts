import { dayAfter } from '../calendar.ts';
import type { DemoPoint } from '../places.ts';
import type { DemoTrace } from '../traces.ts';
import type { WrittenAddress } from '../written-address.ts';
import type { DemoLink, DemoLinkedIncident } from './market-rows.ts';

/** An agency with a spot where one of its shootings was. */
export interface SpotOfAgency {
  readonly agency: { readonly name: string };
  readonly address: WrittenAddress;
  readonly point: DemoPoint;
}

/**
 * A gun used in three shootings in two states before it was recovered: casings in Philadelphia twice and in Camden once, and
 * the gun itself in Camden. `gun` is the one recovered, `spots` the places of the three shootings in the order of their days.
 */
export function makeGunChain(
  gun: DemoTrace,
  recoveredBy: { readonly name: string },
  spots: readonly [SpotOfAgency, SpotOfAgency, SpotOfAgency],
): readonly DemoLink[] {
  const shooting = (at: number, daysBefore: number): DemoLinkedIncident => {
    const { agency, address, point } = spots[at] ?? spots[0];
    const on = dayAfter(gun.recoveredOn, -daysBefore);
    return {
      agency: agency.name,
      number: `${on.slice(2, 4)}-7${String(10_001 + at)}`,
      on,
      address,
      coordinates: point,
      evidence: `${3 + 2 * at} ${gun.firearm.caliber} casings`,
    };
  };
  const [first, second, third] = [shooting(0, 71), shooting(1, 40), shooting(2, 12)];
  const recovered: DemoLinkedIncident = {
    agency: recoveredBy.name,
    number: gun.caseNumber,
    on: gun.recoveredOn,
    address: gun.recoveredAt,
    coordinates: gun.coordinates,
    evidence: `Recovered ${gun.firearm.type}, test fired`,
  };
  const link = (
    number: number,
    sides: DemoLink['sides'],
    daysAfter: number,
    type: DemoLink['type'],
  ): DemoLink => ({
    number: `PHL-L-${String(9000 + number)}`,
    on: dayAfter(sides[1].on, daysAfter),
    type,
    caliber: gun.firearm.caliber,
    sides,
  });
  return [
    link(1, [first, second], 9, 'Hit'),
    link(2, [second, third], 6, 'Hit'),
    link(3, [third, recovered], 14, 'Hit'),
  ];
}
