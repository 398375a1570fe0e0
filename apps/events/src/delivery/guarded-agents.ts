import type { LookupAddress, LookupAllOptions } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isForbiddenAddress, isLoopbackAddress } from './forbidden-addresses.js';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export interface GuardOptions {
  allowLoopback: boolean;
  resolve: Resolve;
}

/** A connection that would have left the public internet; nothing was sent. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  readonly code = 'address_refused';
}

/** Fewer than receivers keep an idle connection open for. */
const idleMs = 4_000;

/**
 * Agents whose connections reach public addresses alone. The addresses are looked at inside the lookup of the connection
 * itself: a name that is checked first and resolved again afterwards may have moved in between (DNS rebinding). A name with
 * a single forbidden address is refused altogether.
 */
export function guardedAgents(options: GuardOptions): { http: http.Agent; https: https.Agent } {
  const settings = { keepAlive: true, timeout: idleMs, maxFreeSockets: 512 };
  return {
    http: guard(new http.Agent(settings), options),
    https: guard(new https.Agent(settings), options),
  };
}

function guard<A extends http.Agent>(agent: A, options: GuardOptions): A {
  const connect = agent.createConnection.bind(agent);
  const lookup = guardedLookup(options);
  agent.createConnection = (given, connected) => {
    // An address is connected to without any lookup.
    if (isIP(given.host ?? '') !== 0 && !isAllowed(given.host!, options)) {
      const refusal = new ForbiddenAddress('The address is none of the public internet.');
      process.nextTick(() => (connected as (error: Error) => void)(refusal));
      return undefined;
    }
    return connect({ ...given, lookup } as typeof given, connected);
  };
  return agent;
}

function guardedLookup(options: GuardOptions) {
  return (
    hostname: string,
    asked: LookupAllOptions,
    callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    const judged = (addresses: LookupAddress[]): void => {
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isAllowed(address, options))) {
        callback(new ForbiddenAddress('The name leads to an address that is none of the public internet.'), []);
      } else if (asked.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    };
    options.resolve(hostname).then(judged, (error: Error) => callback(error, []));
  };
}

function isAllowed(address: string, { allowLoopback }: GuardOptions): boolean {
  return !isForbiddenAddress(address) || (allowLoopback && isLoopbackAddress(address));
}
