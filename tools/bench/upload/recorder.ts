import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { recordedPiece } from './recorded-bytes.js';
import { TusSession, uploadIdOf } from './tus-session.js';
import type { OpenTake, SentRecording } from './upload-orders.js';

export interface Pace {
  patches: number;
  patchEveryMs: number;
  patchBytes: number;
}

const patience = 20;
const pauseBeforeResumeMs = 250;
const pauseBeforeCompletingMs = 2_000;
const comesBackLater = new Set([423, 429, 503, 504]);

/** One page that records: a PATCH whenever there is more to send, then the question for the acknowledgement. */
export class Recorder {
  readonly patchMs: number[] = [];
  /** PATCHes that were answered after the next was due. */
  latePatches = 0;
  /** Times that it had to ask for the offset. */
  resumed = 0;
  private readonly session: TusSession;
  private location = '';
  private readonly hash = createHash('sha256');

  constructor(
    private readonly number: number,
    url: string,
    private readonly take: OpenTake,
    private readonly pace: Pace,
  ) {
    this.session = new TusSession(url, take.token);
  }

  async open(): Promise<void> {
    this.location = await this.session.create(this.take.takeId, 'deferred');
  }

  /** @param startsAt of `performance.now()` */
  async record(startsAt: number, onPatch: () => void): Promise<SentRecording> {
    const { patches, patchEveryMs, patchBytes } = this.pace;
    const { location } = this;
    for (let number = 0; number < patches; number += 1) {
      const due = startsAt + number * patchEveryMs;
      await pause(Math.max(0, due - performance.now()));
      await this.send(location, number);
      if (performance.now() > due + patchEveryMs) this.latePatches += 1;
      onPatch();
    }
    const segment = { uploadId: uploadIdOf(location), bytes: patches * patchBytes, sha256: this.hash.digest('hex') };
    // Without a refusal of what did not arrive the acknowledgement of what did would say nothing.
    const refusedWith = await this.complete({ ...segment, sha256: '0'.repeat(64) });
    const completedWith = await this.complete(segment);
    this.session.close();
    return { takeId: this.take.takeId, ...segment, refusedWith, completedWith };
  }

  /** Asks again where it is told to come back, as a page does. @returns the status of the last answer */
  private async complete(segment: Omit<SentRecording, 'takeId' | 'refusedWith' | 'completedWith'>): Promise<number> {
    for (let tries = 0; ; tries += 1) {
      const status = await this.session.complete(this.take.takeId, segment);
      if (!comesBackLater.has(status) || tries > patience) return status;
      await pause(pauseBeforeCompletingMs);
    }
  }

  private async send(location: string, number: number): Promise<void> {
    const { patches, patchBytes } = this.pace;
    const piece = recordedPiece(this.number, number, patchBytes);
    this.hash.update(piece);
    const start = number * patchBytes;
    const startedAt = performance.now();
    let sent = 0;
    for (let tries = 0; sent < patchBytes; tries += 1) {
      if (tries > patience) throw new Error(`Recorder ${this.number} could not send piece ${number}.`);
      const rest = piece.subarray(sent);
      const { status } = await this.session.patch(location, start + sent, rest, rest.length, number === patches - 1);
      if (status === 204) break;
      this.resumed += 1;
      await pause(pauseBeforeResumeMs);
      const offset = await this.session.offsetOf(location);
      if (Number.isFinite(offset)) sent = offset - start;
    }
    this.patchMs.push(performance.now() - startedAt);
  }
}
