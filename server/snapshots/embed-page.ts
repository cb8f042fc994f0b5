/** The page that other sites show in a frame: one file, without anything to fetch, readable without a script. */
import { createHash } from 'node:crypto';
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import { WAY_HEADINGS } from '../../domain/publication.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { howItWasCounted, shareShown, sumInWords, whatIsShown } from '../../domain/released-figures.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { statesMap } from './embed-map.ts';
import { EMBED_STYLE } from './embed-style.ts';

/** Tells the page around it how high it is, so that its frame can be made to fit. */
const EMBED_SCRIPT = `const tell=()=>parent.postMessage({type:'tracemap:height',height:document.documentElement.offsetHeight},'*');
new ResizeObserver(tell).observe(document.documentElement);`;

const hashed = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may load and do: its own style and script, told by their hashes, and no more. `sites`: see {@link EmbedDraft}. */
export const embedPolicy = (sites: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src ${hashed(EMBED_STYLE)}`,
    `script-src ${hashed(EMBED_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites.length === 0 ? '*' : sites.join(' ')}`,
  ].join('; ');

/** Where a page's figures are, and where it is told how to show it; null where nobody answers that. */
export interface EmbedLinks {
  readonly json: string;
  readonly oembed: string | null;
}

/** The whole page of figures under a title. */
export function embedPage(title: string, figures: ReleasedFigures, links: EmbedLinks): string {
  const sentence = whatIsShown(figures);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedMarkup(title)}</title>
<meta property="og:title" content="${escapedMarkup(title)}">
<meta property="og:description" content="${escapedMarkup(sentence)}">
${
  links.oembed === null
    ? ''
    : `<link rel="alternate" type="application/json+oembed" href="${escapedMarkup(links.oembed)}">
`
}<style>${EMBED_STYLE}</style>
</head>
<body>
<main>
<h1>${escapedMarkup(title)}</h1>
<p class="what">${escapedMarkup(sentence)}</p>
${figures.way === 'source' ? statesMap(figures) : ''}
${table(figures)}
<footer>
<p>${escapedMarkup(howItWasCounted(figures))}</p>
<p>${escapedMarkup(NOT_A_RANDOM_SAMPLE)}</p>
<p>Source: trace results of ${escapedMarkup(figures.agency)}, as known on ${figures.countedOn}. <a href="${escapedMarkup(links.json)}" target="_blank" rel="noopener">Figures as JSON</a></p>
</footer>
</main>
<script>${EMBED_SCRIPT}</script>
</body>
</html>
`;
}

/** What stands in the place of a page that is gone. */
export const gonePage = (why: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such page</title>
<style>${EMBED_STYLE}</style>
</head>
<body><main><p class="what">${escapedMarkup(why)}</p></main><script>${EMBED_SCRIPT}</script></body>
</html>
`;

function table(figures: ReleasedFigures): string {
  const { rows, threshold, total, way } = figures;
  const most = Math.max(1, ...rows.map(({ sum }) => sum.atLeast));
  const body = rows.map(({ name, sum }) => {
    const share = shareShown(sum, total) ?? '';
    const isKept = !sum.isWhole && sum.atLeast === 0;
    return `<tr><th scope="row">${escapedMarkup(name)}</th><td class="bar">${bar(sum.atLeast / most, !sum.isWhole)}</td><td${isKept ? ' class="kept"' : ''}>${escapedMarkup(sumInWords(sum, threshold))}</td><td>${share}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">${WAY_HEADINGS[way]}</th><td></td><th scope="col">Guns</th><th scope="col">Share</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody>
<tfoot><tr><th scope="row">All</th><td></td><td>${escapedMarkup(sumInWords(total, threshold))}</td><td></td></tr></tfoot>
</table>`;
}

/** As long as its part of the longest; hatched to its end where something is not shown. */
function bar(part: number, isOpen: boolean): string {
  const width = Math.round(part * 1000) / 10;
  const open = isOpen ? `<rect class="open" x="${width}" width="4" height="10"/>` : '';
  return `<svg viewBox="0 0 104 10" preserveAspectRatio="none" aria-hidden="true"><rect class="sold" width="${width}" height="10"/>${open}</svg>`;
}
