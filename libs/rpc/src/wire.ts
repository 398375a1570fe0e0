import type { WireError } from '@guildhall/errors';
import type { ServiceName } from '@guildhall/messages/contract';
import { hashTaggedKey } from '@guildhall/redis';

/** The stream that all replicas of a service read. Each entry has one field, the sealed request. */
export function requestStreamKey(service: ServiceName): string {
  return hashTaggedKey('rpc', service, 'requests');
}

/** The channel of one process; the service in its name lets an ACL say who may listen where. */
export function inboxChannel(service: ServiceName, instance: string): string {
  return `rpc:inbox:${service}:${instance}`;
}

export const requestField = 'm';

export interface RequestBody {
  /** Of the definition. */
  name: string;
  inbox: string;
  /** By the clock of the stream, so that a captured request cannot be sent again later. */
  sentAtMs: number;
  inputJson: string;
}

/** Lines, the input last: JSON holds no raw line break, and the other parts hold none either. */
export function writeRequest(request: RequestBody): string {
  return `${request.name}\n${request.inbox}\n${request.sentAtMs}\n${request.inputJson}`;
}

export function readRequest(body: string): RequestBody {
  const nameEnd = body.indexOf('\n');
  const inboxEnd = body.indexOf('\n', nameEnd + 1);
  const sentAtEnd = body.indexOf('\n', inboxEnd + 1);
  return {
    name: body.slice(0, nameEnd),
    inbox: body.slice(nameEnd + 1, inboxEnd),
    sentAtMs: Number(body.slice(inboxEnd + 1, sentAtEnd)),
    inputJson: body.slice(sentAtEnd + 1),
  };
}

const resultMark = '+';
const errorMark = '-';

export function writeResult(json: string): string {
  return `${resultMark}${json}`;
}

export function writeError(error: WireError): string {
  return `${errorMark}${JSON.stringify(error)}`;
}

export type Reply = { ok: true; result: object } | { ok: false; error: WireError };

/** A result or error as written above, for the request with this nonce. */
export interface AddressedReply {
  nonce: string;
  body: string;
}

/** Two lines a reply; neither nonces nor JSON hold a line break. */
export function writeReplies(replies: readonly AddressedReply[]): string {
  let lines = '';
  for (const { nonce, body } of replies) lines += `${nonce}\n${body}\n`;
  return lines;
}

export function readReplies(lines: string): AddressedReply[] {
  const replies: AddressedReply[] = [];
  for (let start = 0; start < lines.length; ) {
    const nonceEnd = lines.indexOf('\n', start);
    const bodyEnd = lines.indexOf('\n', nonceEnd + 1);
    if (nonceEnd < 0 || bodyEnd < 0) throw new SyntaxError('A reply has a nonce and a body, each on a line.');
    replies.push({ nonce: lines.slice(start, nonceEnd), body: lines.slice(nonceEnd + 1, bodyEnd) });
    start = bodyEnd + 1;
  }
  return replies;
}

export function readReply(body: string): Reply {
  const value: unknown = JSON.parse(body.slice(1));
  return body.startsWith(resultMark) ? { ok: true, result: value as object } : { ok: false, error: value as WireError };
}

/** The milliseconds of a stream entry's id, `1763869000123-0`: Redis' clock when the entry was added. */
export function entryTimeMs(id: string): number {
  return Number.parseInt(id, 10);
}
