import { isIP } from 'node:net';
import { isForbiddenAddress, isLoopbackAddress } from './forbidden-addresses.js';

export interface UrlRules {
  /** For development: this machine itself, there also by http and at any port. */
  allowLoopback: boolean;
}

const longest = 2_000;

/**
 * The URL in its normal form (WHATWG: `0x7f.1` becomes `127.0.0.1`), or what is wrong with it. What its name resolves to is
 * looked at when a connection is made, each time.
 * @see https://url.spec.whatwg.org/
 */
export function readWebhookUrl(text: string, rules: UrlRules): { url: URL } | { fault: string } {
  if (text.length > longest) return { fault: `is longer than ${longest} characters` };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { fault: 'is no URL' };
  }
  const fault = faultOf(url, rules);
  return fault === null ? { url } : { fault };
}

function faultOf(url: URL, { allowLoopback }: UrlRules): string | null {
  if (url.username !== '' || url.password !== '') return 'must not carry a name or password';
  if (url.hash !== '') return 'must not have a fragment';
  if (allowLoopback && isLocal(url)) return url.protocol === 'http:' || isHttps(url) ? null : schemeFault;
  if (!isHttps(url)) return schemeFault;
  if (url.port !== '') return 'must use port 443';
  const address = hostOf(url);
  return isIP(address) !== 0 && isForbiddenAddress(address) ? 'must lead to a public address' : null;
}

const schemeFault = 'must begin with https://';
const isHttps = ({ protocol }: URL) => protocol === 'https:';
const isLocal = (url: URL) => hostOf(url) === 'localhost' || isLoopbackAddress(hostOf(url));

/** Without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
