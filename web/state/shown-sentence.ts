import { titleSentence } from '../words/title-sentence.ts';
import { agencyNames } from './agency-names.ts';
import { areaNames } from './area-names.ts';
import { filter } from './page.ts';

/** So many guns of the filter, as a sentence: `1,204 guns recovered in Maryland, sold within 3 years`. Charts know no corridors. */
export function shownSentence(count: number): string {
  const { corridor: _corridor, ...others } = filter.value;
  return titleSentence({
    count,
    filter: others,
    areaNames: areaNames.value,
    agencyNames: agencyNames.value,
  });
}
