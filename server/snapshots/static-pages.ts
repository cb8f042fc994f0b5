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
    ...embeds.flatMap((embed) => [
      [`${embed.id}.html`, pageOf(embed)] as const,
      [`${embed.id}.json`, JSON.stringify({ title: embed.title, ...embed.figures })] as const,
    ]),
    ['index.html', listPage(agency, embeds)] as const,
    ['_headers', embeds.map(headersOf).join('')] as const,
  ]);
}

const pageOf = ({ id, title, figures }: PublicEmbed): string =>
  embedPage(title, figures, { json: `${id}.json`, oembed: null });

const headersOf = (embed: PublicEmbed): string =>
  `/${embed.id}.html\n  Content-Security-Policy: ${embedPolicy(pageOf(embed), embed.sites)}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n`;

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
