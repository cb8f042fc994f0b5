import { page } from '../../state/page.ts';
import type { PageState } from '../../state/page-state.ts';
import { formatPage, START } from '../../state/page-state.ts';

/** Address of the map as it comes by itself, with what `change` says. */
export const mapAddress = (change: Partial<PageState>) =>
  formatPage({ ...START, theme: page.value.theme, ...change }) || '?';
