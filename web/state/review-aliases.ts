import { computed, signal } from '@preact/signals';
import type { StreetAlias } from '../../domain/review.ts';
import { ApiError } from '../api/request.ts';
import { answerAlias, listAliases } from '../api/review.ts';

/** Names learned from decisions, those nobody has answered yet first; null until loaded. */
export const aliases = signal<readonly StreetAlias[] | null>(null);
export const aliasError = signal<ApiError | null>(null);

/** Names that decisions on this page have suggested, the newest first. */
const offers = signal<readonly StreetAlias[]>([]);
/** The one name to ask about. */
export const offeredAlias = computed(() => offers.value[0] ?? null);

/** Asks whether a name is to be read as another from now on. */
export function offerAlias(alias: StreetAlias): void {
  offers.value = [alias, ...offers.peek().filter(({ id }) => id !== alias.id)];
}

export async function loadAliases(): Promise<void> {
  aliasError.value = null;
  try {
    aliases.value = (await listAliases()).items;
  } catch (error) {
    aliasError.value = ApiError.from(error);
  }
}

/** Says yes or no to a name. True when the server has taken the answer. */
export async function answerOffer(alias: StreetAlias, accept: boolean): Promise<boolean> {
  const before = offers.peek();
  offers.value = before.filter(({ id }) => id !== alias.id);
  aliasError.value = null;
  try {
    await answerAlias(alias.id, accept);
  } catch (error) {
    aliasError.value = ApiError.from(error);
    if (before.some(({ id }) => id === alias.id)) offerAlias(alias);
    return false;
  }
  await loadAliases();
  return true;
}
