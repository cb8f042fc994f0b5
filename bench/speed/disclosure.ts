import { crossTable, dimensionOf } from '../../domain/disclosure/additive-table.ts';
import { notProtected } from '../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { USUAL_THRESHOLD } from '../../domain/disclosure/marks.ts';
import { makeSafe } from '../../server/disclosure/make-safe.ts';
import { protectTable } from '../../server/disclosure/protect-table.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, exactly, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';

const AGENCIES = 12;
const MONTHS = 120;
const STATES = 50;
/** The size has to be done in this time. */
const MOST_SECONDS = 30;

/**
 * How long it takes to make tables of 12 agencies by 50 states safe, one for each of 120 months, and to audit them: in two processes
 * as the product has one.
 */
export async function measureDisclosure({ traces }: BenchOptions): Promise<Measurement[]> {
  const random = new Random(11);
  const tables = Array.from({ length: MONTHS }, () => madeUpTable(random, Math.round(traces / MONTHS)));
  const started = performance.now();
  const marks: Mark[] = [];
  let unsafe = 0;
  const halves = [tables.slice(0, MONTHS / 2), tables.slice(MONTHS / 2)];
  const made = await Promise.all(
    halves.map((half) => makeSafe({ tables: half, threshold: USUAL_THRESHOLD })),
  );
  for (const safe of made.flat()) {
    if (safe === null) unsafe += 1;
    else marks.push(...safe.marks);
  }
  const seconds = (performance.now() - started) / 1000;
  const [first] = tables;
  const once = first === undefined ? null : protectTable(first, USUAL_THRESHOLD);
  const counted = (mark: Mark) => marks.filter((one) => one === mark).length;
  return [
    atMost(
      `${MONTHS} months of ${AGENCIES} agencies by ${STATES} states made safe and audited`,
      seconds,
      's',
      MOST_SECONDS,
    ),
    exactly('months that could not be made safe', unsafe, 'months', 0),
    exactly(
      'small counts without look-alikes in the first month',
      once === null || first === undefined
        ? -1
        : notProtected(first, once.marks, USUAL_THRESHOLD, once.lookAlikes).length,
      'counts',
      0,
    ),
    reported('counts shown', counted('shown'), 'cells'),
    reported('small counts, and their parts', counted('fewer') + counted('part'), 'cells'),
    reported('larger counts withheld for them', counted('withheld'), 'cells'),
  ];
}

/** Guns of a month: agencies of very different size, most guns sold in their own state, the others falling off. */
function madeUpTable(random: Random, guns: number) {
  const dimensions = [
    dimensionOf(
      'agency',
      Array.from({ length: AGENCIES }, (_, index) => `agency ${index}`),
    ),
    dimensionOf(
      'source',
      Array.from({ length: STATES }, (_, index) => `state ${index}`),
    ),
  ];
  const pick = (length: number, skew: number) =>
    Math.min(length - 1, Math.floor(length * random.next() ** skew));
  const leaves = Array.from({ length: guns }, () => {
    const agency = pick(AGENCIES, 2);
    return { nodes: [agency, random.next() < 0.65 ? agency % 5 : pick(STATES, 3)], count: 1 };
  });
  return crossTable(dimensions, leaves);
}
