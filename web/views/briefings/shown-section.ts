import { signal } from '@preact/signals';
import type { BriefingSection } from '../../../domain/briefings.ts';
import { currentMap } from '../../state/current-map.ts';
import { flows } from '../../state/map-data.ts';
import { changePage, page } from '../../state/page.ts';
import type { PageState } from '../../state/page-state.ts';
import { parsePage } from '../../state/page-state.ts';

/** The number of the section shown: that of the address, or the last where there are fewer. */
export const sectionShown = (sections: readonly BriefingSection[]): number =>
  Math.min(page.value.section, Math.max(1, sections.length));

/** What stands beside a section: what it shows itself, else what the nearest before it does; null where none does. */
export function queryBeside(sections: readonly BriefingSection[], number: number): string | null {
  return sections.slice(0, number).findLast(({ query }) => query !== null)?.query ?? null;
}

/** Puts on the page, and so on its map, what a saved query shows, without leaving the briefing. */
export function showBeside(query: string): void {
  const { view, openBriefing, briefingShape, section, theme, rail, embed } = page.peek();
  const ofPage: Partial<PageState> = { view, openBriefing, briefingShape, section, theme, rail, embed };
  const { state } = parsePage(query);
  const map = currentMap.peek();
  // A map that is there moves; without one the address says where it opens.
  changePage({ ...state, ...ofPage, at: map === null ? state.at : null }, 'same');
  if (state.at !== null && state.view === 'map') map?.moveTo(state.at);
  if (state.at !== null || state.view !== 'map') isToFit.value = false;
  // By zoom, flows nearer by would be others than those that were saved.
  else if (state.level === 'auto') map?.fit();
  else isToFit.value = true;
}

/** True until the map has been brought to the flows of a query that names their level and no place. */
const isToFit = signal(false);

/** Brings the map to them once both are there; run it as an effect. */
export function fitToFlows(): void {
  const { answer, loading } = flows.value;
  if (!isToFit.value || currentMap.value === null || answer === null || loading) return;
  isToFit.value = false;
  currentMap.value.fit(answer.bbox);
}

/** Goes to a section: what stands beside it follows. */
export const goToSection = (section: number) => changePage({ section }, 'same');
