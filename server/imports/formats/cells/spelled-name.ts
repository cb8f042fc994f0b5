/** Capitals, single spaces, no commas: commas separate values in filters. Null for empty. */
export function spelledName(text: string): string | null {
  const spelled = text.toUpperCase().replaceAll(',', ' ').replaceAll(/\s+/g, ' ').trim();
  return spelled === '' ? null : spelled;
}
