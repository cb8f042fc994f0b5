import type { DemoPlaces, DemoPoint, DemoZip } from './places.ts';
import type { Random } from './random.ts';
import { WeightedChoice } from './random.ts';
import type { DemoAgency } from './region.ts';
import type { StreetSite, StreetSites } from './street-plan/street-sites.ts';

interface Neighbourhood {
  readonly zip: DemoZip;
  readonly weight: number;
  /** Corners where guns are found again and again. */
  readonly corners: readonly DemoPoint[];
}

const AT_CORNER_SHARE = 0.5;
const CORNER_DEVIATION_METRES = 220;
const NEIGHBOURHOOD_DEVIATION_METRES = 900;
const MOST_CORNERS = 3;
/** Guns are found on a street: one is this near to every place drawn, in metres. */
const STREET_METRES = 90;
/** Where so many places in a row are off the streets, any street of the ZIP will do. */
const MOST_TRIES = 40;

/** Draws recoveries that cluster as real ones do: few neighbourhoods have many, and in each a few corners have most. */
export class RecoverySpots {
  readonly #choice: WeightedChoice<Neighbourhood>;
  readonly #places: DemoPlaces;
  readonly #sites: StreetSites;
  readonly #counties: readonly string[];

  constructor(
    random: Random,
    places: DemoPlaces,
    sites: StreetSites,
    { state, cities, counties }: DemoAgency,
  ) {
    this.#places = places;
    this.#sites = sites;
    this.#counties = counties;
    const neighbourhoods = Object.entries(cities).flatMap(([city, share]) => {
      const zips = places.zipsOfCity(state, city).filter((zip) => places.isIn(zip, counties));
      const weights = zips.map(() => random.exponential(1) + 0.1);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return zips.map((zip, index): Neighbourhood => {
        const corners = Array.from(
          { length: random.int(1, MOST_CORNERS) },
          () => this.#site(random, zip, zip, NEIGHBOURHOOD_DEVIATION_METRES).point,
        );
        return { zip, weight: (share * (weights[index] ?? 0)) / sum, corners };
      });
    });
    this.#choice = new WeightedChoice(neighbourhoods, ({ weight }) => weight);
  }

  /** The house a gun was found at. */
  draw(random: Random): StreetSite {
    const { zip, corners } = this.#choice.draw(random);
    return random.chance(AT_CORNER_SHARE)
      ? this.#site(random, zip, random.pick(corners), CORNER_DEVIATION_METRES)
      : this.#site(random, zip, zip, NEIGHBOURHOOD_DEVIATION_METRES);
  }

  #site(random: Random, zip: DemoZip, around: DemoPoint, deviationMetres: number): StreetSite {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const point = this.#places.scatter(random, around, deviationMetres, this.#counties);
      const site = this.#sites.near(random, point, STREET_METRES);
      if (site !== null) return site;
    }
    const site = this.#sites.inZip(random, zip);
    if (site === null) throw new Error(`No street of the demo is near ${zip.city}, ${zip.state} ${zip.zip}.`);
    return site;
  }
}
