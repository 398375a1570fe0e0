import { AppError } from '@guildhall/errors';
import { listOpenings } from '@guildhall/messages/applicants';
import { type CallContext, hasRole } from '@guildhall/messages/contract';
import { type LiveEvents, type LiveQuery, readLive } from '@guildhall/messages/events';
import { newCorrelationId } from '@guildhall/observability';
import type { RpcClient } from '@guildhall/rpc';
import type { CredentialVerifier } from '../access/credential-verifier.js';
import type { SignedIn } from '../access/signed-in.js';
import { concerns } from './live-audience.js';
import { LiveStream } from './live-stream.js';

interface LivePage {
  stream: LiveStream;
  caller: SignedIn;
  sourceAddress: string;
  openingIds: ReadonlySet<string>;
  /** Null until it has caught up with what the others are shown. */
  position: number | null;
}

const lookEveryMs = 1_000;
const verifyEveryLooks = 3;
const beatEveryLooks = 15;
const openingsEveryLooks = 30;
const mostPages = 2_000;
const mostOfOneCaller = 5;
const mostOpenings = 1_000;
const mostCaughtUp = 2_000;

/**
 * All open pages of this process. The end of the feed is looked at once a second for all of them together, and not at all
 * while there is none. A page ends within seconds of its session, and at once when the process stops.
 */
export class LivePages {
  private readonly pages = new Set<LivePage>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;
  private isClosed = false;

  constructor(
    private readonly rpc: RpcClient,
    private readonly verifier: CredentialVerifier,
  ) {}

  /** @throws AppError `rate_limited` for more pages than one caller may have open, `unavailable` where all are taken */
  async open(caller: SignedIn, sourceAddress: string, lastEventId: string | undefined): Promise<LiveStream> {
    const stream = new LiveStream();
    if (this.isClosed) {
      stream.end();
      return stream;
    }
    this.requireRoom(caller);
    const page: LivePage = { stream, caller, sourceAddress, openingIds: new Set(), position: null };
    this.pages.add(page);
    stream.once('close', () => this.pages.delete(page));
    try {
      page.openingIds = await this.openingsOf(caller);
      await this.catchUp(page, lastEventId);
    } catch (thrown) {
      stream.destroy();
      this.pages.delete(page);
      throw thrown;
    }
    this.timer ??= setTimeout(() => void this.look(), lookEveryMs);
    return stream;
  }

  /** Ends all pages, and lets no more stay open: their clients come back to another process. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const { stream } of this.pages) stream.end();
  }

  private requireRoom({ actor }: SignedIn): void {
    if (actor.kind === 'system') throw new AppError('not_allowed', 'Systems follow GET /v1/events.');
    const own = [...this.pages].filter(({ caller }) => caller.actor.id === actor.id);
    if (own.length >= mostOfOneCaller) {
      throw new AppError('rate_limited', `You have ${mostOfOneCaller} live pages open; close one first.`, {
        retryAfterSeconds: 10,
      });
    }
    if (this.pages.size >= mostPages) {
      throw new AppError('unavailable', 'Too many live pages are open; try again shortly.', { retryAfterSeconds: 10 });
    }
  }

  /** From the event that the page saw last to the end of the feed, which is where a new page begins. */
  private async catchUp(page: LivePage, eventId: string | undefined): Promise<void> {
    let seen = await this.read(eventId === undefined ? {} : { eventId });
    if (seen.isLost) page.stream.reset();
    for (let count = seen.data.length; ; count += seen.data.length) {
      this.show(page, seen);
      page.position = seen.position;
      if (!seen.hasMore) return;
      if (count > mostCaughtUp) {
        page.stream.reset();
        page.position = (await this.read({})).position;
        return;
      }
      seen = await this.read({ position: seen.position });
    }
  }

  private async look(): Promise<void> {
    this.looks += 1;
    const isDue = (everyLooks: number) => this.looks % everyLooks === 0;
    try {
      await this.showNews();
      if (isDue(verifyEveryLooks)) await Promise.all([...this.pages].map((page) => this.verify(page)));
      if (isDue(openingsEveryLooks)) await Promise.all([...this.pages].map((page) => this.refresh(page)));
    } catch {
      // Somebody cannot be asked for the moment: the pages stay, and hear of it later.
    }
    if (isDue(beatEveryLooks)) for (const { stream } of this.pages) stream.beat();
    this.timer = undefined;
    if (this.pages.size > 0 && !this.isClosed) this.timer = setTimeout(() => void this.look(), lookEveryMs);
  }

  /** From the page that is farthest behind; each is shown what lies behind its own place. */
  private async showNews(): Promise<void> {
    const places = [...this.pages].flatMap(({ position }) => position ?? []);
    if (places.length === 0) return;
    for (let from = Math.min(...places); ; ) {
      const seen = await this.read({ position: from });
      for (const page of this.pages) {
        if (page.position === null || page.position > from) continue;
        this.show(page, seen);
        page.position = seen.position;
      }
      if (!seen.hasMore) return;
      from = seen.position;
    }
  }

  private show({ caller, openingIds, stream }: LivePage, { data }: LiveEvents): void {
    for (const event of data) if (concerns(event, caller.actor, openingIds)) stream.tell(event);
  }

  private async verify(page: LivePage): Promise<void> {
    const { caller, sourceAddress } = page;
    const credential = { kind: 'session' as const, hash: caller.credentialHash };
    const correlationId = newCorrelationId();
    const signedIn = await this.verifier.verify({ credential, sourceAddress, correlationId, survivesOutage: true });
    if (signedIn === null) page.stream.end();
    else page.caller = signedIn;
  }

  private async refresh(page: LivePage): Promise<void> {
    page.openingIds = await this.openingsOf(page.caller);
  }

  /** Those that staff are on; admins see all and need none. */
  private async openingsOf({ actor }: SignedIn): Promise<Set<string>> {
    const found = new Set<string>();
    if (!hasRole(actor, 'recruiter', 'reviewer') || hasRole(actor, 'admin')) return found;
    const context: CallContext = { correlationId: newCorrelationId(), actor };
    for (let cursor: string | undefined; found.size < mostOpenings; ) {
      const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.rpc.call(listOpenings, query, { context });
      for (const { id } of page.data) found.add(id);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    return found;
  }

  private async read(query: LiveQuery): Promise<LiveEvents> {
    const context: CallContext = { correlationId: newCorrelationId(), actor: { kind: 'service', id: 'gateway' } };
    return await this.rpc.call(readLive, query, { context });
  }
}
