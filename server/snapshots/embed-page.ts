/** The page that other sites show in a frame: one file, without anything to fetch, readable without a script. */

import { createHash } from 'node:crypto';
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { inWordsOf, told } from '../../domain/languages/told.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { howItWasCounted, sourceInWords, whatIsShown } from '../../domain/released-figures.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import { speechIn } from '../speech-in.ts';
import { statesMap } from './embed-map.ts';
import { describeEmbedPicture, EMBED_PICTURE_SIZE } from './embed-picture.ts';
import { EMBED_STYLE } from './embed-style.ts';
import { embedTable } from './embed-table.ts';

/** Tells the page around it how high it is, so that its frame can be made to fit. */
const EMBED_SCRIPT = `const tell=()=>parent.postMessage({type:'tracemap:height',height:document.documentElement.offsetHeight},'*');
new ResizeObserver(tell).observe(document.documentElement);`;

const hashed = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * What a page may load and do: the style and the script that stand in it, told by their hashes, and no more. A page keeps those of the
 * day it was made, whatever pages made since then look like. `sites`: see {@link EmbedDraft}.
 */
export function embedPolicy(page: string, sites: readonly string[]): string {
  const own = (element: 'style' | 'script') =>
    hashed(new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)?.[1] ?? '');
  return [
    "default-src 'none'",
    `style-src ${own('style')}`,
    `script-src ${own('script')}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites.length === 0 ? '*' : sites.join(' ')}`,
  ].join('; ');
}

/** Where a page's figures are, and where it is told how to show it; null where nobody answers that without more than an address. */
export interface EmbedLinks {
  readonly json: string | null;
  readonly oembed: string | null;
  /** Of its picture; null where there is none. */
  readonly picture: string | null;
}

/** The whole page of figures under a title, in the language of the figures. */
export function embedPage(title: string, figures: ReleasedFigures, links: EmbedLinks): string {
  const sentence = whatIsShown(figures);
  const { notARandomSample, figuresAsJson } = wordsIn(figures.language);
  return `<!doctype html>
<html lang="${figures.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedMarkup(title)}</title>
<meta property="og:title" content="${escapedMarkup(title)}">
<meta property="og:description" content="${escapedMarkup(sentence)}">
${links.picture === null ? '' : pictureTags(links.picture, figures)}${
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
${embedTable(figures)}
<footer>
<p>${escapedMarkup(howItWasCounted(figures))}</p>
<p>${escapedMarkup(notARandomSample)}</p>
<p>${escapedMarkup(sourceInWords(figures))}${
    links.json === null
      ? ''
      : ` <a href="${escapedMarkup(links.json)}" target="_blank" rel="noopener">${figuresAsJson}</a>`
  }</p>
</footer>
</main>
<script>${EMBED_SCRIPT}</script>
</body>
</html>
`;
}

/** What others show of a link to it. */
const pictureTags = (
  address: string,
  figures: ReleasedFigures,
): string => `<meta property="og:image" content="${escapedMarkup(address)}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${EMBED_PICTURE_SIZE.width}">
<meta property="og:image:height" content="${EMBED_PICTURE_SIZE.height}">
<meta property="og:image:alt" content="${escapedMarkup(describeEmbedPicture(figures))}">
<meta name="twitter:card" content="summary_large_image">
`;

/** Why there is no page. */
export const GONE = told('There is no such page. It may have been taken back, or its time is over.');

/** What stands in the place of a page that is gone: nobody knows any more in which language it was. */
export const gonePage = (): string =>
  wordsPage(
    'en',
    'No such page · No existe esta página',
    `<p class="what">${GONE.english}</p><p class="what" lang="es">${inWordsOf(speechIn('es'), GONE)}</p>`,
  );

/** What stands in the place of a page for whoever has no link that opens it, in its language. */
export function endedLinkPage(language: PageLanguage): string {
  const { title, text } = wordsIn(language).endedLink;
  return wordsPage(language, title, `<p class="what">${text}</p>`);
}

const wordsPage = (language: PageLanguage, title: string, words: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${EMBED_STYLE}</style>
</head>
<body><main>${words}</main><script>${EMBED_SCRIPT}</script></body>
</html>
`;
