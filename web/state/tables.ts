import { computed, signal } from '@preact/signals';
import type { BalanceLevel } from '../../domain/area-balance.ts';
import type { Dealer } from '../../domain/dealer-responses.ts';
import type { Purchaser, Purchasers } from '../../domain/purchasers/purchaser-responses.ts';
import type { RecoveryFeature } from '../../domain/responses.ts';
import { getDealers } from '../api/dealers.ts';
import { getAreaBalance, getRecoveries, withParameters } from '../api/endpoints.ts';
import { getPurchasers } from '../api/purchasers.ts';
import { ApiError } from '../api/request.ts';
import { flowLevel } from './map-data.ts';
import { filterQuery, page } from './page.ts';
import type { TableId } from './page-state.ts';
import { isTableOpen } from './permitted-layers.ts';
import { hasParameter } from './purchasers.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

const ROWS_A_PAGE = 100;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

/** Rows that come page by page, for the filter in use, while their table is open; `own` are parameters of that table. */
function pagedRows<Row, Answer extends Page<Row> = Page<Row>>(
  isOpen: () => boolean,
  ask: (query: string, signal: AbortSignal) => Promise<Answer>,
  own: () => Readonly<Record<string, string>> = () => ({}),
) {
  const asked = computed(() => withParameters(filterQuery.value, { limit: ROWS_A_PAGE, ...own() }));
  const query = (more: Record<string, string> = {}) => withParameters(asked.peek(), more);
  const first = resource(
    () => (isOpen() ? `${dataChanges.value} ${asked.value}` : null),
    (_key, abort) => ask(query(), abort),
  );
  /** Pages after the first, and the first page they continue. */
  const further = signal<{
    readonly of: Page<Row>;
    readonly rows: readonly Row[];
    readonly next: string | null;
  } | null>(null);
  const furtherError = signal<ApiError | null>(null);
  const state = () => {
    const { answer, error, loading } = first.value.value;
    if (answer === null) return { answer: null, error, loading };
    const more = further.value?.of === answer ? further.value : { rows: [], next: answer.next };
    const rows = [...answer.rows, ...more.rows];
    return {
      answer: { rows, total: answer.total, next: more.next },
      error: error ?? furtherError.value,
      loading,
    };
  };
  const loadMore = async () => {
    const of = first.value.value.answer;
    const { answer } = state();
    if (of === null || answer === null || answer.next === null) return;
    furtherError.value = null;
    try {
      const page = await ask(query({ after: answer.next }), new AbortController().signal);
      if (first.value.value.answer === of) {
        further.value = { of, rows: [...answer.rows.slice(of.rows.length), ...page.rows], next: page.next };
      }
    } catch (error) {
      furtherError.value = ApiError.from(error);
    }
  };
  return { first: first.value, state, loadMore, retry: first.retry };
}

const isOpen = (table: TableId) => () =>
  page.value.view === 'map' && page.value.table === table && isTableOpen(table, can('records'));

async function askDealers(query: string, abort: AbortSignal): Promise<Page<Dealer>> {
  const { items, total, next } = await getDealers(query, abort);
  return { rows: items, total, next };
}

export const dealerRows = pagedRows<Dealer>(isOpen('dealers'), askDealers, () => ({ sort: 'traces' }));

/** The dealers of the Dealers view, best known to stand out first. */
export const rankedDealers = pagedRows<Dealer>(
  () => page.value.view === 'dealers' && can('dealers'),
  askDealers,
);

/** The purchasers of the Purchasers view, with how many of all show each indicator. */
export const purchaserRows = pagedRows<Purchaser, Page<Purchaser> & { readonly all: Purchasers }>(
  () => page.value.view === 'purchasers' && can('records'),
  async (query, abort) => {
    const all = await getPurchasers(query, abort);
    return { rows: all.items, total: all.total, next: all.next, all };
  },
  hasParameter,
);

export const recoveryRows = pagedRows<RecoveryFeature>(isOpen('recoveries'), async (query, abort) => {
  const { features, numberMatched, next } = await getRecoveries(query, abort);
  return { rows: features, total: numberMatched, next };
});

/** Exports and imports are told by state while flows are, else by county. */
export const balanceLevel = computed<BalanceLevel>(() => (flowLevel.value === 'state' ? 'state' : 'county'));

export const balanceQuery = computed(() => withParameters(filterQuery.value, { level: balanceLevel.value }));

/** All areas at once: a county's place in the order is known only among all. */
export const areaBalance = resource(
  () =>
    isOpen('areas')() && page.value.figures === 'records'
      ? `${dataChanges.value} ${balanceQuery.value}`
      : null,
  (_key, abort) => getAreaBalance(balanceQuery.peek(), abort),
);
