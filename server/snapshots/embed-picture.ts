/** The picture of a page for other sites: what is shown of a link to it where it is shared. Of the same figures, and of nothing else. */
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { howItWasCounted, sourceInWords, sumInWords, whatIsShown } from '../../domain/released-figures.ts';
import { describeReleasedMap } from '../../domain/released-map.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import { statesMap } from './embed-map.ts';
import { EMBED_STYLE } from './embed-style.ts';
import { embedTable } from './embed-table.ts';

/** Pixels, as most that show links have room for. */
export const EMBED_PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** Draws markup as a PNG of {@link EMBED_PICTURE_SIZE}. */
export type DrawPicture = (markup: string) => Promise<Buffer>;

const PICTURE_STYLE = `
html,body{height:${EMBED_PICTURE_SIZE.height}px;overflow:hidden}
main{display:grid;grid-template:"head" auto "shown" minmax(0,1fr) "foot" auto/minmax(0,1fr);gap:12px 28px;width:${EMBED_PICTURE_SIZE.width}px;height:100%;max-width:none;padding:36px 44px 28px;border-bottom:8px solid var(--sold)}
header{grid-area:head}.shown{grid-area:shown}footer{grid-area:foot;margin:0;font-size:15px}
h1,.what{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical}
h1{font-size:36px;line-height:1.2;-webkit-line-clamp:2}
.what{margin:8px 0 0;font-size:22px;-webkit-line-clamp:3}
.with-map{grid-template:"head shown" auto "legend shown" minmax(0,1fr) "foot foot" auto/430px minmax(0,1fr)}
.with-map h1{-webkit-line-clamp:3}
.with-map figure{display:contents}.with-map .map{grid-area:shown;width:100%;height:100%}
.with-map figcaption{grid-area:legend;flex-direction:column;align-self:end;gap:6px;font-size:18px}
.entry{gap:10px}.entry svg{width:20px;height:20px}
table{height:100%;font-size:18px;line-height:1.3}thead th{font-size:16px}th,td{padding-top:0;padding-bottom:0}.bar svg{height:18px}
`;

/** What is drawn: title, sentence, map with its legend or bars, how it was counted, source and day. */
export function embedPicture(title: string, figures: ReleasedFigures): string {
  const hasMap = figures.way === 'source';
  return `<!doctype html>
<html lang="${figures.language}">
<head>
<meta charset="utf-8">
<title>${escapedMarkup(title)}</title>
<style>${EMBED_STYLE}${PICTURE_STYLE}</style>
</head>
<body>
<main${hasMap ? ' class="with-map"' : ''}>
<header><h1>${escapedMarkup(title)}</h1><p class="what">${escapedMarkup(whatIsShown(figures))}</p></header>
${hasMap ? statesMap(figures) : `<div class="shown">${embedTable(figures)}</div>`}
<footer>
<p>${escapedMarkup(howItWasCounted(figures))} ${escapedMarkup(wordsIn(figures.language).notARandomSample)}</p>
<p>${escapedMarkup(sourceInWords(figures))}</p>
</footer>
</main>
</body>
</html>
`;
}

/** What the picture shows, for who does not see it. */
export function describeEmbedPicture(figures: ReleasedFigures): string {
  const shown =
    figures.way === 'source'
      ? describeReleasedMap(figures)
      : `${figures.rows.map(({ name, sum }) => `${name}: ${sumInWords(sum, figures)}`).join('; ')}.`;
  return `${whatIsShown(figures)} ${shown}`;
}
