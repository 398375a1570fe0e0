import { BlockList, isIP } from 'node:net';

/**
 * Addresses that nobody on the internet can be reached at, and those that lead to others inside of them.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const forbiddenV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Within the global unicast block: Teredo, benchmarks and ORCHID, documentation, 6to4 (with a v4 address inside). */
const forbiddenV6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const v4 = new BlockList();
for (const [network, prefix] of forbiddenV4) v4.addSubnet(network, prefix, 'ipv4');
const v6 = new BlockList();
for (const [network, prefix] of forbiddenV6) v6.addSubnet(network, prefix, 'ipv6');

/**
 * All that is handed out of IPv6. What lies outside is refused unseen: loopback, fc00::/7, fe80::/10, multicast, NAT64
 * (64:ff9b::/96 and its local kin), 100::/64, and whatever comes to be used one day.
 */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a connection to this address could reach something that is not on the public internet. */
export function isForbiddenAddress(address: string): boolean {
  const plain = plainAddress(address);
  switch (isIP(plain)) {
    case 4:
      return v4.check(plain, 'ipv4');
    case 6:
      return !globalUnicast.check(plain, 'ipv6') || v6.check(plain, 'ipv6');
    default:
      return true;
  }
}

export function isLoopbackAddress(address: string): boolean {
  const plain = plainAddress(address);
  const kind = isIP(plain);
  return kind !== 0 && loopback.check(plain, kind === 4 ? 'ipv4' : 'ipv6');
}

/**
 * One spelling for each address: without brackets, IPv6 compressed, and IPv4 in IPv6 clothes (`::ffff:7f00:1`,
 * `0:0:0:0:0:ffff:127.0.0.1`) as IPv4. An address with a zone is none on the internet: it gives nothing.
 */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 6 || bare.includes('%')) return bare.includes('%') ? '' : bare;
  const normalised = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(normalised);
  if (!mapped) return normalised;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
