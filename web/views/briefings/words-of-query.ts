import { wordsOfGuns } from '../../state/briefings.ts';
import { parsePage } from '../../state/page-state.ts';
import { VIEWS } from '../registry.ts';

/** What a saved query shows, in words: `Map: guns sold in Virginia within 3 years, Jan–Dec 2025`. */
export function wordsOfQuery(query: string): string {
  const { view, filter } = parsePage(query).state;
  const label = VIEWS.find(({ id }) => id === view)?.label ?? 'Map';
  return `${label}: ${wordsOfGuns(filter)}`;
}
