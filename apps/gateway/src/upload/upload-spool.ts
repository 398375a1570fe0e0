import { statfs } from 'node:fs/promises';
import type { Clock } from '@guildhall/clock';
import { FaultPoints } from '@guildhall/fault-points';
import { type SpooledUpload, SpoolFolder } from '@guildhall/storage';
import pLimit from 'p-limit';
import { FileLocker } from './file-locker.js';
import { findClaimed, locationOf, SpoolStore } from './spool-store.js';
import { type SweepResult, sweepSpool } from './spool-sweep.js';
import { grow, SpoolUsage } from './spool-usage.js';
import {
  quotaExceeded,
  segmentEmpty,
  segmentTaken,
  segmentTooLarge,
  spoolFull,
  uploadDuplicate,
  uploadHeld,
  uploadNotFound,
} from './upload.errors.js';
import { defaultSpoolLimits, type SpoolLimits } from './upload.limits.js';

const diskFreshMs = 1_000;
/** With more at once the pieces of recordings that still come in wait longer, and nobody is acknowledged sooner. */
const verificationsAtOnce = 1;

export interface WantedUpload {
  owner: string;
  takeId: string;
  segment: number;
  /** `null` where the client does not know yet. */
  lengthBytes: number | null;
}

/** The spool as the edge sees it: what may come in, whose it is, and what is swept out. */
export class UploadSpool {
  readonly store: SpoolStore;
  /** Reading, hashing and syncing whole recordings takes its turn: where many people end at once, others still record. */
  readonly inTurn = pLimit(verificationsAtOnce);
  private readonly usage: SpoolUsage;
  private disk = Promise.resolve(0);
  private lookedAtDiskMs = Number.NEGATIVE_INFINITY;

  private constructor(
    readonly folder: SpoolFolder,
    readonly locker: FileLocker,
    readonly limits: SpoolLimits,
    private readonly clock: Clock,
    faultPoints: FaultPoints,
  ) {
    this.usage = new SpoolUsage(folder);
    this.store = new SpoolStore({
      folder,
      locker,
      clock,
      expiryMs: limits.expiryMs,
      isDiskFull: async () => (await this.lookAtDisk()) > limits.diskUsedForMore,
      admitGrowth: (uploadId, toBytes) => this.admitGrowth(uploadId, toBytes),
      faultPoints,
    });
  }

  static async open(options: {
    directory: string;
    clock: Clock;
    limits?: Partial<SpoolLimits>;
    faultPoints?: FaultPoints;
  }): Promise<UploadSpool> {
    const folder = await SpoolFolder.open(options);
    const locker = new FileLocker({ directory: `${folder.directory}/locks` });
    const faultPoints = options.faultPoints ?? new FaultPoints(undefined);
    return new UploadSpool(folder, locker, { ...defaultSpoolLimits, ...options.limits }, options.clock, faultPoints);
  }

  /** @throws AppError `upload_not_found`, for a foreign upload as for a missing one */
  async ownUpload(uploadId: string, owner: string): Promise<SpooledUpload> {
    const info = await this.folder.findInfo(uploadId);
    if (!info || info.owner !== owner) throw uploadNotFound();
    return info;
  }

  /**
   * The upload that a creation means where its segment has one already: a client that lost the reply to its creation is
   * given the same empty upload again. An empty one of another length gives way; one with bytes is never thrown away here.
   * @throws AppError `upload_duplicate` with the location of an upload that has bytes
   */
  async resumeCreation(wanted: WantedUpload): Promise<string | null> {
    const existing = await findClaimed(this.folder, wanted.takeId, wanted.segment);
    if (!existing) return null;
    const { info, receivedBytes } = existing;
    if (info.owner !== wanted.owner) throw segmentTaken();
    if (receivedBytes > 0) throw uploadDuplicate(locationOf(info.uploadId), receivedBytes);
    if (info.lengthBytes === wanted.lengthBytes) return info.uploadId;
    await this.removeIfEmpty(info.uploadId);
    return null;
  }

  /** @throws AppError `upload_empty`, `upload_too_large`, `upload_quota_exceeded`, `spool_full` */
  async admit(wanted: WantedUpload): Promise<void> {
    const { segmentBytes, spoolBytes, personBytes, personUploads, diskUsedForNew } = this.limits;
    if (wanted.lengthBytes === 0) throw segmentEmpty();
    if ((wanted.lengthBytes ?? 0) > segmentBytes) throw segmentTooLarge(segmentBytes);
    const { totalBytes, byOwner } = await this.usage.measure();
    const own = byOwner.get(wanted.owner) ?? { bytes: 0, uploads: 0 };
    if (own.uploads >= personUploads) throw quotaExceeded(`${own.uploads} uploads`);
    if (own.bytes + (wanted.lengthBytes ?? 0) > personBytes) throw quotaExceeded(`${own.bytes} uploaded bytes`);
    if (totalBytes + (wanted.lengthBytes ?? 0) > spoolBytes) throw spoolFull(`${totalBytes} of ${spoolBytes} bytes`);
    if ((await this.diskUsed()) > diskUsedForNew) throw spoolFull('its disk is nearly full');
    await this.usage.add(wanted.owner, wanted.lengthBytes ?? 0);
  }

  /**
   * Before more bytes of an accepted upload are read.
   * @param announcedBytes how many the request says it brings; 0 where it does not say
   * @throws AppError `spool_full`, `upload_quota_exceeded`, `take_wrong_state`
   */
  async admitMore(upload: SpooledUpload, announcedBytes: number): Promise<void> {
    const { uploadId } = upload;
    if (await this.folder.isHeld(uploadId)) throw uploadHeld();
    if ((await this.diskUsed()) > this.limits.diskUsedForMore) throw spoolFull('its disk has no room left');
    // What is larger than a segment is refused for that, by tus.
    const announced = Math.min(announcedBytes, this.limits.segmentBytes);
    await this.admitGrowth(uploadId, ((await this.folder.receivedBytes(uploadId)) ?? 0) + announced);
  }

  /**
   * An upload whose length was known at its creation counts with all of it from then on, and always has its room. One of
   * open length takes its room as it grows.
   */
  private async admitGrowth(uploadId: string, toBytes: number): Promise<void> {
    const { personBytes, spoolBytesForMore } = this.limits;
    const reservation = await this.usage.reservationOf(uploadId);
    if (!reservation) throw uploadNotFound();
    const { owner } = reservation;
    const usage = await this.usage.measureWith(uploadId);
    // From here on without a pause, so that of two at once only one gets the last room.
    const { totalBytes, byOwner, byUpload } = usage;
    const more = toBytes - (byUpload.get(uploadId) ?? 0);
    if (more <= 0) return;
    const own = byOwner.get(owner)?.bytes ?? 0;
    if (own + more > personBytes) throw quotaExceeded(`${own} uploaded bytes`);
    if (totalBytes + more > spoolBytesForMore) throw spoolFull(`${totalBytes} of ${spoolBytesForMore} bytes`);
    grow(usage, owner, uploadId, more);
  }

  async sweep(): Promise<SweepResult> {
    const { folder, locker, clock, limits } = this;
    return sweepSpool({ folder, locker, now: clock.now(), expiryMs: limits.expiryMs });
  }

  private async removeIfEmpty(uploadId: string): Promise<void> {
    await this.locker.exclusively(uploadId, async () => {
      if ((await this.folder.receivedBytes(uploadId)) === 0) await this.folder.remove(uploadId);
    });
  }

  /** Looked at once a second, however many send. */
  private async diskUsed(): Promise<number> {
    const now = performance.now();
    if (now - this.lookedAtDiskMs > diskFreshMs) {
      this.lookedAtDiskMs = now;
      this.disk = this.lookAtDisk();
    }
    return await this.disk;
  }

  /** 0 to 1, of what unprivileged processes may use. */
  private async lookAtDisk(): Promise<number> {
    const { blocks, bavail } = await statfs(this.folder.directory);
    return blocks === 0 ? 0 : 1 - bavail / blocks;
  }
}
