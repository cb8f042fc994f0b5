import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fromMercator } from '../../../domain/geography/world-grid.ts';
import type { ReviewCandidate } from '../../../domain/review.ts';
import { scorePartsSchema } from '../../../domain/review.ts';
import type { StreetMatch } from '../match/street-match.ts';
import { addressOfMatch } from '../match/street-match.ts';
import { roundDegrees } from '../round-degrees.ts';

/** A place an open address may mean, as it is kept in `geocode.candidates`. */
export const storedCandidateSchema: z.ZodType<StreetMatch> = z.object({
  precision: z.enum(['point', 'range', 'intersection', 'block', 'street']),
  x: z.number(),
  y: z.number(),
  uncertaintyMetres: z.number(),
  score: z.number(),
  parts: scorePartsSchema,
  label: z.string(),
  zip: z.string().nullable(),
  place: z.string().nullable(),
  state: z.string().nullable(),
  sourceId: z.number(),
  street: z.string(),
  name: z.string().nullable(),
  direction: z.string(),
});

/** Names a candidate in a decision: another as soon as it says or lies something else. */
export function candidateKey({ precision, label, place, x, y }: StreetMatch): string {
  const text = [precision, label, place, Math.round(x), Math.round(y)].join('|');
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** True where two candidates are on one street of one city. */
export function isSameStreet(one: StreetMatch, other: StreetMatch): boolean {
  return one.street === other.street && one.place === other.place && one.state === other.state;
}

/** A candidate as the page shows it. */
export function candidateAnswer(match: StreetMatch): ReviewCandidate {
  const { lon, lat } = fromMercator(match.x, match.y);
  return {
    key: candidateKey(match),
    label: candidateLabel(match),
    lon: roundDegrees(lon),
    lat: roundDegrees(lat),
    precision: match.precision,
    uncertaintyMetres: match.uncertaintyMetres,
    score: Math.round(match.score * 100) / 100,
    parts: match.parts,
  };
}

/** `1909 W NORTH AVE, BALTIMORE, MD 21217`. */
export const candidateLabel = (match: StreetMatch): string => addressOfMatch(match, match.state, match.zip);
