import { say } from '../words/say.ts';
import type { TitleFacts } from '../words/title-sentence.ts';
import { titleSentence } from '../words/title-sentence.ts';
import { agencyNames } from './agency-names.ts';
import { areaNames } from './area-names.ts';
import { corridorName } from './corridors.ts';
import { flows, published, summary, way } from './map-data.ts';
import { filter, page } from './page.ts';

/** What the map shows, as a sentence. */
export const titleOnScreen = (): string =>
  page.value.figures === 'published' ? publishedTitle() : recordsTitle();

function recordsTitle(): string {
  const answer = summary.value.value.answer;
  if (answer === null) return summary.value.value.error === null ? say('Counting…') : say('No figures');
  return titleSentence({
    count: answer.funnel.recovered,
    filter: answer.of,
    areaNames: areaNames.value,
    agencyNames: agencyNames.value,
    corridorName,
    ...toldByOthers(),
  });
}

/** Of the flows shown that begin where another record than the trace says: how many guns they are of. */
function toldByOthers(): Pick<TitleFacts, 'told'> {
  const { answer, loading } = flows.value;
  if (way.value.isOfTrace || answer === null || loading) return {};
  return { told: { count: answer.totals.count, words: way.value.traced } };
}

function publishedTitle(): string {
  const { answer, error } = published.value;
  if (answer === null && error === null) return say('Counting…');
  if (answer === null || answer.year === null) return say('No published figures');
  const { sourceState, recoveryState } = filter.value;
  return titleSentence({
    count: answer.totals.count,
    filter: {
      ...(sourceState && { sourceState }),
      ...(recoveryState && { recoveryState }),
      recoveredFrom: `${answer.year}-01-01`,
      recoveredTo: `${answer.year + 1}-01-01`,
    },
    agencyNames: new Map(),
    areaNames: new Map(),
  });
}
