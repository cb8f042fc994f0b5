import type { DemoPlaces, DemoPoint, DemoZip } from './places.ts';
import type { Random } from './random.ts';
import { WeightedChoice } from './random.ts';
import type { DemoAgency } from './region.ts';

/** Where a gun was recovered. */
export interface RecoverySpot extends DemoPoint {
  readonly zip: DemoZip;
}

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

/** Draws recoveries that cluster as real ones do: few neighbourhoods have many, and in each a few corners have most. */
export class RecoverySpots {
  readonly #choice: WeightedChoice<Neighbourhood>;
  readonly #places: DemoPlaces;
  readonly #counties: readonly string[];

  constructor(random: Random, places: DemoPlaces, { state, cities, counties }: DemoAgency) {
    this.#places = places;
    this.#counties = counties;
    const neighbourhoods = Object.entries(cities).flatMap(([city, share]) => {
      const zips = places.zipsOfCity(state, city).filter((zip) => places.isIn(zip, counties));
      const weights = zips.map(() => random.exponential(1) + 0.1);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return zips.map((zip, index): Neighbourhood => {
        const corners = Array.from({ length: random.int(1, MOST_CORNERS) }, () =>
          places.scatter(random, zip, NEIGHBOURHOOD_DEVIATION_METRES, counties),
        );
        return { zip, weight: (share * (weights[index] ?? 0)) / sum, corners };
      });
    });
    this.#choice = new WeightedChoice(neighbourhoods, ({ weight }) => weight);
  }

  draw(random: Random): RecoverySpot {
    const { zip, corners } = this.#choice.draw(random);
    const point = random.chance(AT_CORNER_SHARE)
      ? this.#places.scatter(random, random.pick(corners), CORNER_DEVIATION_METRES, this.#counties)
      : this.#places.scatter(random, zip, NEIGHBOURHOOD_DEVIATION_METRES, this.#counties);
    return { ...point, zip };
  }
}
