/** Signed links: they open a page that is for chosen readers alone, until a moment that stands in them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is added to the address of a page, as the query of a URL. */
export const LINK_PARAMETERS = ['expires', 'signature'] as const;

/** Seconds since 1970, without leading zeros: one text for one moment, since the text is what is signed. */
const SECONDS = /^[1-9]\d{0,11}$/;

/** HMAC-SHA-256 of a page and the moment its link ends, in base64url. Of text that no id and no number can be taken for another's. */
const signatureOf = (key: Buffer, id: string, expires: string): string =>
  createHmac('sha256', key).update(`${id}\n${expires}`).digest('base64url');

/** The address of a page that opens it until a moment: `/embed/ID?expires=SECONDS&signature=…`. */
export function signedAddress(key: Buffer, id: string, endsAt: Date): string {
  const expires = String(Math.floor(endsAt.getTime() / 1000));
  return `/embed/${id}?${new URLSearchParams({ expires, signature: signatureOf(key, id, expires) })}`;
}

/** Whether the query of an address is a signed link to a page that has not ended at `now` (milliseconds). */
export function opensPage(key: Buffer, id: string, query: URLSearchParams, now: number): boolean {
  const [expires = '', signature = ''] = LINK_PARAMETERS.map((name) => query.get(name) ?? '');
  if (!SECONDS.test(expires) || Number(expires) * 1000 <= now) return false;
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, id, expires))];
  // Lengths are no secret; how far the rest agrees is.
  return given.length === right.length && timingSafeEqual(given, right);
}
