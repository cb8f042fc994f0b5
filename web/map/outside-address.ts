/** The address that `text` stands for in a document at `base`; the names in braces of a pattern stay as they are. */
export function absoluteAddress(text: string, base: string): string {
  if (!URL.canParse(text, base)) return '';
  return new URL(text, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

/** True for an address of the very host, port and protocol that `base` has. */
export const isOfHost = (address: string, base: string): boolean =>
  URL.canParse(address) && new URL(address).origin === new URL(base).origin;
