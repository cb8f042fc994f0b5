import type { DraftPlace } from '../../state/corridor-draft-text.ts';
import type { Selection } from '../../state/selection.ts';

/**
 * Where the guns of the selected flows were sold and recovered; null where no flow is selected, or one goes to or from what
 * is neither a state nor a county.
 */
export function flowPlaces(
  selection: readonly Selection[],
): { readonly origins: readonly DraftPlace[]; readonly destinations: readonly DraftPlace[] } | null {
  const flows = selection.flatMap((one) => (one.kind === 'flow' ? [one] : []));
  const codes = flows.flatMap(({ origin, destination }) => [origin, destination]);
  if (flows.length === 0 || codes.some((code) => !/^([A-Z]{2}|\d{5})$/.test(code))) return null;
  const places = (list: readonly string[]) =>
    [...new Set(list)].map((code): DraftPlace => ({ kind: 'area', code }));
  return {
    origins: places(flows.map(({ origin }) => origin)),
    destinations: places(flows.map(({ destination }) => destination)),
  };
}
