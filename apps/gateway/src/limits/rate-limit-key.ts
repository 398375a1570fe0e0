import { isIPv6 } from 'node:net';
import { type Actor, actorLabel } from '@guildhall/messages/contract';
import { hashTaggedKey } from '@guildhall/redis';
import type { RateClass } from './rate-classes.js';

/** The key whose count a request is added to. */
export function rateLimitKey(rateClass: RateClass, actor: Actor | undefined, address: string): string {
  const caller = actor === undefined || actor.kind === 'anonymous' ? `source:${sourceOf(address)}` : actorLabel(actor);
  return hashTaggedKey('rate', `${rateClass}:${caller}`, 'arrival');
}

/** Whoever has one IPv6 address usually has the whole /64; an IPv4 address in IPv6 clothes is the same source. */
export function sourceOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
