import type { EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import { type AddressedReply, writeReplies } from './wire.js';

export interface ReplyOutboxOptions {
  service: ServiceName;
  signer: EnvelopeSigner;
  /** Must not throw. */
  publish: (inbox: string, sealed: string) => void;
}

export interface OutgoingReply extends AddressedReply {
  correlationId: string;
  ttlMs: number;
}

/** Beyond it replies leave at once, so that one message to an inbox stays of moderate size. */
const maxLengthTogether = 256 * 1024;

interface Packet {
  replies: OutgoingReply[];
  length: number;
}

/**
 * Replies that are ready at the same moment and go to the same inbox leave in one envelope: signing, publishing and
 * opening cost as much for one reply as for thirty. Under light load each leaves alone, and none waits for another.
 */
export class ReplyOutbox {
  private readonly packets = new Map<string, Packet>();
  private isScheduled = false;

  constructor(private readonly options: ReplyOutboxOptions) {}

  add(inbox: string, reply: OutgoingReply): void {
    let packet = this.packets.get(inbox);
    if (!packet) {
      packet = { replies: [], length: 0 };
      this.packets.set(inbox, packet);
    }
    packet.replies.push(reply);
    packet.length += reply.body.length;
    if (packet.length > maxLengthTogether) this.send(inbox, packet);
    if (this.isScheduled) return;
    this.isScheduled = true;
    // Runs when all promises that are settled by now have been followed: every handler of the batch that is done.
    process.nextTick(() => this.sendAll());
  }

  private sendAll(): void {
    this.isScheduled = false;
    for (const [inbox, packet] of this.packets) this.send(inbox, packet);
  }

  private send(inbox: string, { replies }: Packet): void {
    this.packets.delete(inbox);
    const { service, signer, publish } = this.options;
    const { nonce, correlationId, ttlMs } = replies[0]!;
    const actor = { kind: 'service', id: service } as const;
    publish(
      inbox,
      signer.seal({ kind: 'reply', audience: inbox, actor, correlationId, ttlMs, nonce }, writeReplies(replies)),
    );
  }
}
