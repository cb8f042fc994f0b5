import { computed, signal } from '@preact/signals';
import type { Briefing, BriefingDraft } from '../../domain/briefings.ts';
import type { BriefingShape } from '../../domain/page-query.ts';
import { keptPageQuery } from '../../domain/page-query.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { describeDays } from '../words/month-range.ts';
import { changePage, filter, page } from './page.ts';
import { formatPage } from './page-state.ts';
import { dataChanges } from './session.ts';
import { wordsOfFilter } from './which-guns.ts';

/** Raise it after a view was saved or deleted, or a briefing made, saved or deleted. */
export const briefingChanges = signal(0);
export const briefingsChanged = () => {
  briefingChanges.value += 1;
};

/** Changes with briefings, and with the data: monthly reports are made after imports. */
export const listedChanges = computed(() => `${briefingChanges.value} ${dataChanges.value}`);

/** A briefing that is being written and not saved yet: it stays while one looks elsewhere on the page. */
export const openDraft = signal<{
  readonly id: number;
  /** The version it was begun from. */
  readonly version: number;
  readonly draft: BriefingDraft;
} | null>(null);

/** The briefing that is read or presented; null while none is. */
export const briefingShown = signal<Briefing | null>(null);

/** What is on screen, as it is saved. */
export const queryOnScreen = () => keptPageQuery(formatPage(page.value));

/** Which guns a filter is about and when they were recovered, without how many: that is counted anew each time. */
export function wordsOfGuns(of: TraceFilter): string {
  const { recoveredFrom, recoveredTo } = of;
  const isDated = recoveredFrom !== undefined && recoveredTo !== undefined;
  return `${wordsOfFilter(of)}${isDated ? `, ${describeDays(recoveredFrom, recoveredTo)}` : ''}`;
}

/** The same of what is on screen, as a heading. */
export function headingOnScreen(): string {
  const words = wordsOfGuns(filter.value);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Opens a briefing, at its beginning where no section is named. */
export const openBriefing = (id: number, briefingShape: BriefingShape = 'story', section = 1) =>
  changePage({ view: 'briefings', openBriefing: id, briefingShape, section });
