/** What is selected by the number of its record. */
const NUMBERED = ['dealer', 'recovery', 'link', 'debrief', 'theft'] as const;

/** Something the user has picked: shown in the detail panel and marked on the map and in the table. */
export type Selection =
  | { readonly kind: 'flow'; readonly origin: string; readonly destination: string }
  | { readonly kind: (typeof NUMBERED)[number]; readonly id: number }
  | { readonly kind: 'area'; readonly code: string }
  | { readonly kind: 'hotspot'; readonly cell: string };

/** `flow:VA>MD`, `dealer:12`, `recovery:345`, `link:6`, `area:24510`, `hotspot:882aa8c1b9fffff`. */
export function formatSelection(selection: Selection): string {
  if (selection.kind === 'flow') return `flow:${selection.origin}>${selection.destination}`;
  if (selection.kind === 'hotspot') return `hotspot:${selection.cell}`;
  return `${selection.kind}:${selection.kind === 'area' ? selection.code : selection.id}`;
}

/** One selection, or an empty list for text that names none. */
export function parseSelection(text: string): readonly Selection[] {
  const [kind = '', value = ''] = text.split(':');
  if (kind === 'flow') {
    const [origin, destination] = value.split('>');
    const complete = isAreaCode(origin) && isAreaCode(destination);
    return complete ? [{ kind, origin, destination }] : [];
  }
  if (kind === 'area') return isAreaCode(value) ? [{ kind, code: value }] : [];
  // An H3 index.
  if (kind === 'hotspot') return /^8[0-9a-f]{14}$/.test(value) ? [{ kind, cell: value }] : [];
  const numbered = NUMBERED.find((one) => one === kind);
  return numbered !== undefined && /^\d{1,9}$/.test(value) ? [{ kind: numbered, id: Number(value) }] : [];
}

/** A state (`MD`), county or ZIP (`24510`) or H3 cell (`882aa8464bfffff`); `+3` for that and 3 more drawn as one. */
const isAreaCode = (text: string | undefined): text is string =>
  text !== undefined && /^([A-Z]{2}|\d{5}|[0-9a-f]{15})(\+\d{1,5})?$/.test(text);

export const flowId = (origin: string, destination: string) => `${origin}>${destination}`;
