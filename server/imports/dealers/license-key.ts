/**
 * Federal firearms licence numbers: region (1 digit) - district (2) - county (3) - type (2) - expiry (digit, letter)
 * - sequence (5), as `1-56-059-01-6F-21093`; traces often give only region, district and sequence, `1-56-21093`.
 * County, type and expiry change while the licence stays the same, so those three parts identify it.
 */
const FULL = /^(\d)(\d{2})(\d{3})(\d{2})(\d[A-Z])(\d{5})$/;
const SHORT = /^(\d)(\d{2})(\d{5})$/;

export interface LicenseNumber {
  /** Region-district-sequence: the same for the full and the short number of a licence. */
  readonly key: string;
  /** The number as given, in one spelling. */
  readonly number: string;
  /** Two digits; null in a short number. */
  readonly type: string | null;
}

/** Reads a licence number in either form, with or without dashes; null when it is none. */
export function parseLicenseNumber(text: string): LicenseNumber | null {
  const compact = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const full = FULL.exec(compact);
  if (full !== null) {
    const [, region, district, county, type = null, expiry, sequence] = full;
    return {
      key: `${region}-${district}-${sequence}`,
      number: `${region}-${district}-${county}-${type}-${expiry}-${sequence}`,
      type,
    };
  }
  const short = SHORT.exec(compact);
  if (short === null) return null;
  const key = `${short[1]}-${short[2]}-${short[3]}`;
  return { key, number: key, type: null };
}

/** The key of a dealer that has no licence number: its name and place in one spelling. */
export function dealerNameKey(name: string, city: string | null, state: string | null): string {
  const spelled = [name, city ?? '', state ?? ''].map((part) =>
    part
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, ' ')
      .trim(),
  );
  return `name:${spelled.join('|')}`;
}
