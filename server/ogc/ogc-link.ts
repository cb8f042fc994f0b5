/** A link of a document of the OGC API. */
export interface OgcLink {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title: string;
  readonly templated?: true;
}

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const HTML_TYPE = 'text/html';
export const SCHEMA_TYPE = 'application/schema+json';
export const MVT_TYPE = 'application/vnd.mapbox-vector-tile';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';

/** The same address with other parameters; null takes one away. */
export function withParameters(address: string, changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

/** How the same is told in its two forms: this one is `self`, the other the alternate. */
export function formLinks(address: string, form: 'json' | 'html', type: string): readonly OgcLink[] {
  const json: Omit<OgcLink, 'rel'> = {
    href: withParameters(address, { f: 'json' }),
    type,
    title: 'This document',
  };
  const html: Omit<OgcLink, 'rel'> = {
    href: withParameters(address, { f: 'html' }),
    type: HTML_TYPE,
    title: 'This document as a page',
  };
  return [
    { ...(form === 'json' ? json : html), rel: 'self' },
    { ...(form === 'json' ? html : json), rel: 'alternate' },
  ];
}
