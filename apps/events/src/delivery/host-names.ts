import { promises as dns, type LookupAddress } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

export interface HostNamesOptions {
  /** No lookup takes longer; what is still asked then is asked no more. */
  timeoutMs: number;
  /** Name servers as `address:port`; those of the machine where none are given. */
  servers?: readonly string[];
  hostsFile?: string;
}

/** For the first answer of each name server; the second try waits twice as long. */
const firstTryMs = 2_000;
const tries = 2;

/** A name of which no address could be learned. */
export class NameNotFound extends Error {
  override readonly name = 'NameNotFound';
  readonly code = 'ENOTFOUND';
}

/**
 * Addresses of names: from the machine's hosts file, else from its name servers.
 *
 * `dns.lookup` waits in threads of which the whole process has two for this, 5 s and more for each name whose server is
 * silent, and cannot be called off: few dead endpoints hold up every other one, and the process's own connections too. Here
 * waiting takes no thread, a name is asked for once at a time, and each lookup ends.
 */
export class HostNames {
  private readonly underWay = new Map<string, Promise<LookupAddress[]>>();
  private readonly asking = new Set<dns.Resolver>();

  constructor(private readonly options: HostNamesOptions) {}

  /** All addresses, at least one, those of IPv4 first. Who asks while a name is looked up gets the same answer. @throws NameNotFound */
  addressesOf(hostname: string): Promise<LookupAddress[]> {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const already = this.underWay.get(name);
    if (already) return already;
    const lookup = this.find(name).finally(() => this.underWay.delete(name));
    this.underWay.set(name, lookup);
    return lookup;
  }

  /** Ends what is under way. */
  close(): void {
    for (const resolver of this.asking) resolver.cancel();
  }

  private async find(name: string): Promise<LookupAddress[]> {
    const known = await this.fromHostsFile(name);
    if (known.length > 0) return known.map(lookupAddress);
    // These never lead elsewhere, whatever a name server says. @see https://www.rfc-editor.org/rfc/rfc6761#section-6.3
    if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1', '::1'].map(lookupAddress);
    return await this.ask(name);
  }

  private async ask(name: string): Promise<LookupAddress[]> {
    const resolver = new dns.Resolver({ timeout: firstTryMs, tries });
    if (this.options.servers) resolver.setServers(this.options.servers);
    this.asking.add(resolver);
    const timer = setTimeout(() => resolver.cancel(), this.options.timeoutMs);
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (addresses.length > 0) return addresses.map(lookupAddress);
      const [{ reason: cause }] = answers as [PromiseRejectedResult, unknown];
      throw new NameNotFound('No address of the name could be learned.', { cause });
    } finally {
      clearTimeout(timer);
      this.asking.delete(resolver);
    }
  }

  private async fromHostsFile(name: string): Promise<string[]> {
    const text = await readFile(this.options.hostsFile ?? '/etc/hosts', 'utf8').catch(() => '');
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/));
    const addresses = lines.filter(([, ...names]) => names.includes(name)).map(([address]) => address!);
    // One with a zone is of a single link, and none to connect to.
    return addresses.filter((address) => isIP(address) !== 0 && !address.includes('%'));
  }
}

function lookupAddress(address: string): LookupAddress {
  return { address, family: isIP(address) };
}
