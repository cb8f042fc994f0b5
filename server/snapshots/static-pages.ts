import { escapedMarkup } from '../../domain/escaped-markup.ts';
import { embedPage, embedPolicy } from './embed-page.ts';
import type { PublicEmbed } from './embeds-read-model.ts';

/** Files by their names, to put on any web server. */
export type StaticFiles = ReadonlyMap<string, string>;

/**
 * Pages for other sites as files: `ID.html` and `ID.json` for each, a list of them, and in `_headers`, as several hosts read it, which sites
 * may show which: a file cannot say that of itself.
 */
export function staticPages(agency: string, embeds: readonly PublicEmbed[]): StaticFiles {
  return new Map([
    ...embeds.flatMap(({ id, title, figures }) => [
      [`${id}.html`, embedPage(title, figures, { json: `${id}.json`, oembed: null })] as const,
      [`${id}.json`, JSON.stringify({ title, ...figures })] as const,
    ]),
    ['index.html', listPage(agency, embeds)] as const,
    ['_headers', embeds.map(headersOf).join('')] as const,
  ]);
}

const headersOf = ({ id, sites }: PublicEmbed): string =>
  `/${id}.html\n  Content-Security-Policy: ${embedPolicy(sites)}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n`;

const listPage = (agency: string, embeds: readonly PublicEmbed[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Published by ${escapedMarkup(agency)}</title>
</head>
<body>
<h1>Published by ${escapedMarkup(agency)}</h1>
<p lang="es">Publicado por ${escapedMarkup(agency)}</p>
${embeds.length === 0 ? '<p>Nothing is published.</p>\n<p lang="es">No hay nada publicado.</p>' : `<ul>\n${embeds.map(lineOf).join('\n')}\n</ul>`}
</body>
</html>
`;

const lineOf = ({ id, title, figures: { language } }: PublicEmbed): string =>
  `<li><a href="${id}.html" lang="${language}" hreflang="${language}">${escapedMarkup(title)}</a></li>`;
