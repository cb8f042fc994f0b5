import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Random } from './random.ts';

const HEADINGS = 'dirpre,name,type,dirsuf,fullname,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt';
const BLOCKS_A_STREET = 20;
/** Degrees: some 100 metres north to south, 85 west to east. */
const BLOCK = 0.001;
const STREETS_A_COLUMN = 1000;
const SYLLABLES = ['ash', 'bel', 'cor', 'dun', 'el', 'fair', 'glen', 'hart', 'lin', 'mar', 'nor', 'wood'];
const SUFFIXES = ['ST', 'AVE', 'RD', 'DR', 'LN', 'CT', 'BLVD', 'WAY'];

/**
 * Writes a CSV of made-up streets in Missouri with this many ranges, two a segment: straight streets of twenty blocks
 * side by side, bent a little in the middle of each block. The same seed gives the same file.
 */
export async function writeStreetRanges(filePath: string, ranges: number, seed: number): Promise<void> {
  const random = new Random(seed);
  const file = createWriteStream(filePath);
  file.write(`${HEADINGS}\n`);
  const segments = ranges / 2;
  for (let street = 0; street * BLOCKS_A_STREET < segments; street += 1) {
    const lines = streetLines(random, street, Math.min(BLOCKS_A_STREET, segments - street * BLOCKS_A_STREET));
    if (!file.write(lines)) await new Promise<void>((resolve) => file.once('drain', resolve));
  }
  file.end();
  await finished(file);
}

function streetLines(random: Random, street: number, blocks: number): string {
  const direction = random.pick(['', '', 'N', 'S', 'E', 'W']);
  const name = Array.from({ length: 3 }, () => random.pick(SYLLABLES))
    .join('')
    .toUpperCase();
  const suffix = random.pick(SUFFIXES);
  const fullName = `${direction} ${name} ${suffix}`.trim();
  const zip = 63_000 + random.below(900);
  const lat = 36.6 + (street % STREETS_A_COLUMN) * BLOCK;
  const west = -95 + Math.floor(street / STREETS_A_COLUMN) * (BLOCKS_A_STREET + 1) * BLOCK;
  let lines = '';
  for (let block = 0; block < blocks; block += 1) {
    const from = west + block * BLOCK;
    const bend = lat + random.normal() * 0.00005;
    const wkt = `LINESTRING(${place(from, lat)}, ${place(from + BLOCK / 2, bend)}, ${place(from + BLOCK, lat)})`;
    const first = 100 + block * 100;
    lines += `${direction},${name},${suffix},,${fullName},${first},${first + 98},${first + 1},${first + 99},${zip},${zip},"${wkt}"\n`;
  }
  return lines;
}

const place = (lon: number, lat: number) => `${lon.toFixed(7)} ${lat.toFixed(7)}`;
