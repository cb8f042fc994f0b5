import net from 'node:net';

/**
 * What stands for a caller's address when requests are counted: an IPv4 address itself, of IPv6 the /64 network, since whoever has
 * one address there has 2^64 of them.
 */
export function networkOfAddress(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%');
  return net.isIPv6(plain) ? `${firstGroups(plain).join(':')}::/64` : address;
}

/** The first four of the eight groups of an IPv6 address, of which `::` stands for as many zeros as are missing. */
function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}
