import { escapedMarkup } from '../../domain/escaped-markup.ts';
import { embedPage, embedPolicy } from './embed-page.ts';
import type { PublicEmbed } from './embeds-read-model.ts';

/** Files by their names, to put on any web server. */
export type StaticFiles = ReadonlyMap<string, string | Buffer>;

/** A page for other sites, with what goes with it. */
export interface StaticPage {
  readonly embed: PublicEmbed;
  /** PNG; null where there is none. */
  readonly picture: Buffer | null;
  /** Its map as a PMTiles archive; null where it has none. */
  readonly tiles: Buffer | null;
}

/**
 * Pages for other sites as files: `ID.html` and `ID.json` for each, `ID.png` where there is a picture, `ID.pmtiles` where there is a map, a list of
 * them, and in `_headers`, as several hosts read it, which sites may show which, and that maps of any site may read tiles: a file cannot say that
 * of itself. `address` is where they will be, without a slash at the end;
 * empty where that is not known: others find a picture by its whole address alone.
 */
export function staticPages(agency: string, pages: readonly StaticPage[], address: string): StaticFiles {
  const embeds = pages.map(({ embed }) => embed);
  return new Map<string, string | Buffer>([
    ...pages.flatMap((page) => filesOf(page, address)),
    ['index.html', listPage(agency, embeds)],
    ['_headers', pages.map((page) => headersOf(page, address)).join('')],
  ]);
}

function filesOf(page: StaticPage, address: string): (readonly [name: string, content: string | Buffer])[] {
  const { embed, picture, tiles } = page;
  const { id, title, figures } = embed;
  return [
    [`${id}.html`, htmlOf(page, address)],
    [`${id}.json`, JSON.stringify({ title, ...figures })],
    ...(picture === null ? [] : [[`${id}.png`, picture] as const]),
    ...(tiles === null ? [] : [[`${id}.pmtiles`, tiles] as const]),
  ];
}

function htmlOf({ embed: { id, title, figures }, picture }: StaticPage, address: string): string {
  const png = `${address === '' ? '' : `${address}/`}${id}.png`;
  return embedPage(title, figures, {
    json: `${id}.json`,
    oembed: null,
    picture: picture === null ? null : png,
  });
}

function headersOf(page: StaticPage, address: string): string {
  const { id, sites } = page.embed;
  const html = [
    `/${id}.html`,
    `Content-Security-Policy: ${embedPolicy(htmlOf(page, address), sites)}`,
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
  ];
  const tiles =
    page.tiles === null
      ? []
      : [`/${id}.pmtiles`, 'Access-Control-Allow-Origin: *', 'Content-Type: application/vnd.pmtiles'];
  return [html, tiles]
    .flatMap(([path, ...headers]) => (path === undefined ? [] : `${[path, ...headers].join('\n  ')}\n`))
    .join('');
}

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
