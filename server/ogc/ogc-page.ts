/** The OGC API as pages, for people who look what is there: plain, of one style, without anything from elsewhere. */
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import type { OgcFeature } from './feature-source.ts';
import type { OgcCollection } from './ogc-collections.ts';
import { DESCRIPTION, TITLE } from './ogc-documents.ts';
import type { OgcLink } from './ogc-link.ts';

export const OGC_STYLE = `:root{color-scheme:light dark;--surface:#fff;--ink:#1d232a;--ink-2:#535c67;--line:#d5d9de;--accent:#1560c4}
@media (prefers-color-scheme:dark){:root{--surface:#171d24;--ink:#eef1f4;--ink-2:#aab4bf;--line:#343e49;--accent:#6fa9ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);font:14px/1.5 "Noto Sans",system-ui,sans-serif}
main{max-width:1100px;margin:0 auto;padding:16px}
nav,.muted{color:var(--ink-2);font-size:13px}
h1{margin:8px 0;font-size:20px}h2{margin:24px 0 8px;font-size:16px}
p{margin:0 0 12px;max-width:70ch}
a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:13px}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--ink-2);font-weight:600}
.rows td{white-space:nowrap}
code{font-size:13px;overflow-wrap:anywhere}
`;

interface Crumb {
  readonly href: string;
  readonly text: string;
}

const link = (href: string, text: string) => `<a href="${escapedMarkup(href)}">${escapedMarkup(text)}</a>`;

function page(root: string, title: string, crumbs: readonly Crumb[], body: string): string {
  const trail = crumbs.map(({ href, text }) => link(href, text)).join(' › ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedMarkup(title)} · ${TITLE}</title>
<link rel="stylesheet" href="${escapedMarkup(root)}/style.css">
</head>
<body><main>
<nav aria-label="Where you are">${trail}</nav>
<h1>${escapedMarkup(title)}</h1>
${body}
</main></body>
</html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], kind = ''): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((cell) => (tag === 'th' ? `<th scope="col">${cell}</th>` : `<td>${cell}</td>`)).join('');
  return `<div class="wide ${kind}"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('\n')}</tbody></table></div>`;
}

const START = (root: string): Crumb => ({ href: `${root}?f=html`, text: TITLE });
const ALL = (root: string): Crumb => ({ href: `${root}/collections?f=html`, text: 'Collections' });
const ONE = (root: string, { id, title }: OgcCollection): Crumb => ({
  href: `${root}/collections/${id}?f=html`,
  text: title,
});

/** The links of a document, as a list: what a program would follow. */
const linkList = (links: readonly OgcLink[]): string =>
  `<ul>${links
    .filter(({ templated }) => templated !== true)
    .map(
      ({ href, title, type }) =>
        `<li>${link(href, title)} <span class="muted">${escapedMarkup(type)}</span></li>`,
    )
    .join('')}</ul>`;

export const landingPage = (root: string, links: readonly OgcLink[]): string =>
  page(
    root,
    'Tracemap for map programs',
    [],
    `<p>${escapedMarkup(DESCRIPTION)}</p>
<p>Programs such as QGIS, ArcGIS Pro and GDAL read it as an OGC API: give them the address <code>${escapedMarkup(root)}</code> and an access token of your account, as <code>Authorization: Bearer TOKEN</code> or as the password of any name.</p>
${linkList(links)}`,
  );

export const conformancePage = (root: string, classes: readonly string[]): string =>
  page(
    root,
    'What of the standards holds',
    [START(root)],
    `<ul>${classes.map((one) => `<li><code>${escapedMarkup(one)}</code></li>`).join('')}</ul>`,
  );

export const collectionsPage = (root: string, collections: readonly OgcCollection[]): string =>
  page(
    root,
    'Collections',
    [START(root)],
    table(
      ['Collection', 'What it holds'],
      collections.map((one) => [link(ONE(root, one).href, one.title), escapedMarkup(one.description)]),
    ),
  );

export function collectionPage(root: string, collection: OgcCollection, links: readonly OgcLink[]): string {
  const { source } = collection;
  return page(
    root,
    collection.title,
    [START(root), ALL(root)],
    `<p>${escapedMarkup(collection.description)}</p>
${linkList(links)}
<h2>What its features have</h2>
${table(
  ['Property', 'Type', 'May be asked of', 'What it means'],
  source.columns.map(({ name, type, means }) => [
    `<code>${escapedMarkup(name)}</code>`,
    type,
    source.queryable.has(name) ? 'yes' : '',
    escapedMarkup(means),
  ]),
)}`,
  );
}

interface ItemsTold {
  readonly matched: number;
  readonly features: readonly OgcFeature[];
  readonly next: string | null;
  /** What each of them is asked for with, beside its id. */
  readonly query: URLSearchParams;
}

export function itemsPage(root: string, collection: OgcCollection, told: ItemsTold): string {
  const { columns } = collection.source;
  const address = `${root}/collections/${collection.id}/items`;
  const query = new URLSearchParams([...told.query, ['f', 'html']]);
  const rows = told.features.map(({ id, properties }) => [
    link(`${address}/${encodeURIComponent(id)}?${query}`, String(id)),
    ...columns.filter(({ name }) => name !== 'id').map(({ name }) => shown(properties[name])),
  ]);
  const heads = ['id', ...columns.map(({ name }) => name).filter((name) => name !== 'id')];
  return page(
    root,
    collection.title,
    [START(root), ALL(root), ONE(root, collection)],
    `<p>${told.matched.toLocaleString('en-US')} in all, ${told.features.length.toLocaleString('en-US')} on this page.${
      told.next === null ? '' : ` ${link(told.next, 'Next page')}`
    }</p>
${told.features.length === 0 ? '<p>Nothing here answers to what was asked, or nothing of it is shared with you.</p>' : table(heads.map(escapedMarkup), rows, 'rows')}`,
  );
}

export const itemPage = (root: string, collection: OgcCollection, feature: OgcFeature): string =>
  page(
    root,
    `${collection.title}: ${feature.id}`,
    [START(root), ALL(root), ONE(root, collection)],
    table(
      ['Property', 'Value', 'What it means'],
      collection.source.columns.map(({ name, means }) => [
        `<code>${escapedMarkup(name)}</code>`,
        shown(feature.properties[name]),
        escapedMarkup(means),
      ]),
    ),
  );

const shown = (value: string | number | boolean | null | undefined): string =>
  value === null || value === undefined ? '' : escapedMarkup(String(value));

export const apiPage = (
  root: string,
  paths: readonly { readonly path: string; readonly says: string }[],
): string =>
  page(
    root,
    'What can be asked',
    [START(root)],
    table(
      ['Address', 'What it answers'],
      paths.map(({ path, says }) => [`<code>${escapedMarkup(path)}</code>`, escapedMarkup(says)]),
    ),
  );
