import { escapedMarkup } from '../../domain/escaped-markup.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { shareShown, sumInWords } from '../../domain/released-figures.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';

/** All figures with bars, in their order, and what they come to. */
export function embedTable(figures: ReleasedFigures): string {
  const { rows, total, way, language } = figures;
  const { headings, columns, all } = wordsIn(language);
  const most = Math.max(1, ...rows.map(({ sum }) => sum.atLeast));
  const body = rows.map(({ name, sum }) => {
    const share = shareShown(sum, total) ?? '';
    const isKept = !sum.isWhole && sum.atLeast === 0;
    return `<tr><th scope="row">${escapedMarkup(name)}</th><td class="bar">${bar(sum.atLeast / most, !sum.isWhole)}</td><td${isKept ? ' class="kept"' : ''}>${escapedMarkup(sumInWords(sum, figures))}</td><td>${share}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">${headings[way]}</th><td></td><th scope="col">${columns.guns}</th><th scope="col">${columns.share}</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody>
<tfoot><tr><th scope="row">${all}</th><td></td><td>${escapedMarkup(sumInWords(total, figures))}</td><td></td></tr></tfoot>
</table>`;
}

/** As long as its part of the longest; hatched to its end where something is not shown. */
function bar(part: number, isOpen: boolean): string {
  const width = Math.round(part * 1000) / 10;
  const open = isOpen ? `<rect class="open" x="${width}" width="4" height="10"/>` : '';
  return `<svg viewBox="0 0 104 10" preserveAspectRatio="none" aria-hidden="true"><rect class="sold" width="${width}" height="10"/>${open}</svg>`;
}
