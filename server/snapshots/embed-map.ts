import { countClasses } from '../../domain/count-classes.ts';
import { escapedMarkup } from '../../domain/escaped-markup.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { groupedCount } from '../../domain/released-figures.ts';
import { describeReleasedMap, mostOf, releasedMap } from '../../domain/released-map.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import { STATES_MAP } from './states-map.ts';

/** A map of the states guns were sold in, with the same figures as the table and a description in words. */
export function statesMap(figures: ReleasedFigures): string {
  const { markup, box } = releasedMap(STATES_MAP, figures, (part) => `class="${part}"`);
  return `<figure>
<svg class="map" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" role="img" aria-label="${escapedMarkup(describeReleasedMap(figures))}">
<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="7" height="7"/><rect class="hatch-line" width="2" height="7"/></pattern></defs>
${markup}
</svg>
<figcaption>${legend(figures)}</figcaption>
</figure>`;
}

/** What colours mean. */
function legend(figures: ReleasedFigures): string {
  const { language, threshold } = figures;
  const { map, notShown } = wordsIn(language);
  const entries = countClasses(mostOf(figures), threshold).map(({ number, first }) =>
    entry(`class-${number}`, map.countAndMore(groupedCount(first, language))),
  );
  return [...entries, entry('hidden', notShown), entry('rest', map.noneOrOther)].join('');
}

const entry = (kind: string, words: string): string =>
  `<span class="entry"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="${kind}" width="14" height="14"/></svg>${words}</span>`;
