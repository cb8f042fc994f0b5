/** A style with all in it is some hundred kilobytes; this many letters are no basemap's. */
const MOST_LETTERS = 10_000_000;
const PATIENCE_MS = 15_000;

/**
 * Asks another host, the one the operator has set, for a JSON document. It learns nothing of who asks or from where: no
 * cookies, no referrer. Throws an Error whose message says in words what is wrong.
 */
export async function getOutsideJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch(() => {
    throw new Error('it could not be reached');
  });
  if (!response.ok) throw new Error(`it answered with status ${response.status}`);
  const text = await response.text().catch(() => '');
  if (text.length > MOST_LETTERS) throw new Error('it is too large');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}
