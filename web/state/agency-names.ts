import { computed } from '@preact/signals';
import { session } from './session.ts';

/** Names by code of the agencies in scope. */
export const agencyNames = computed<ReadonlyMap<string, string>>(
  () => new Map((session.value.value.answer?.scope.agencies ?? []).map(({ code, name }) => [code, name])),
);
