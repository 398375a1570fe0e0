import type { SpoolFolder } from '@guildhall/storage';

export interface Usage {
  totalBytes: number;
  byOwner: Map<string, { bytes: number; uploads: number }>;
  /** What each upload counts with. */
  byUpload: Map<string, number>;
}

const freshForMs = 1_000;

interface Reservation {
  owner: string;
  lengthBytes: number | null;
}

/**
 * How much lies in the spool, in all and for each person. An upload counts with the length it declared, or with what
 * arrived so far. Counted at most once a second; what is admitted in between is added.
 */
export class SpoolUsage {
  private readonly reservations = new Map<string, Reservation>();
  private latest: { usage: Promise<Usage>; startedAt: number } | null = null;

  constructor(private readonly folder: SpoolFolder) {}

  async measure(): Promise<Usage> {
    const now = performance.now();
    if (!this.latest || now - this.latest.startedAt > freshForMs) {
      this.latest = { usage: this.count(), startedAt: now };
    }
    try {
      return await this.latest.usage;
    } catch (thrown) {
      this.latest = null;
      throw thrown;
    }
  }

  /** Adds a new upload at once, so that a hundred at the same moment do not all pass on the same figures. */
  async add(owner: string, bytes: number): Promise<void> {
    addTo(await this.measure(), owner, { uploads: 1, bytes });
  }

  /** As `measure`, counted anew where the upload was made since: what it reserved is not to be counted twice. */
  async measureWith(uploadId: string): Promise<Usage> {
    const measuring = this.measure();
    const looked = this.latest;
    const usage = await measuring;
    if (usage.byUpload.has(uploadId)) return usage;
    // Unless somebody else has begun to: what was added to their figures must not be lost.
    if (this.latest === looked) this.latest = null;
    return await this.measure();
  }

  private async count(): Promise<Usage> {
    const usage: Usage = { totalBytes: 0, byOwner: new Map(), byUpload: new Map() };
    const ids = await this.folder.uploadIds();
    this.forgetAllBut(ids);
    for (const id of ids) {
      const received = (await this.folder.receivedBytes(id)) ?? 0;
      const reserved = await this.reservationOf(id);
      if (!reserved) continue;
      const bytes = Math.max(received, reserved.lengthBytes ?? 0);
      usage.byUpload.set(id, bytes);
      addTo(usage, reserved.owner, { uploads: 1, bytes });
    }
    return usage;
  }

  /**
   * Read once: an upload never changes hands, and one whose length was open counts with what has arrived of it, whatever is
   * declared later. `null` without the upload.
   */
  async reservationOf(id: string): Promise<Reservation | null> {
    const known = this.reservations.get(id);
    if (known) return known;
    const info = await this.folder.findInfo(id);
    if (info) this.reservations.set(id, { owner: info.owner, lengthBytes: info.lengthBytes });
    return info;
  }

  private forgetAllBut(ids: string[]): void {
    const present = new Set(ids);
    for (const id of this.reservations.keys()) if (!present.has(id)) this.reservations.delete(id);
  }
}

/** Adds at once what an upload is about to have, for those who look at the same figures after it. */
export function grow(usage: Usage, owner: string, uploadId: string, moreBytes: number): void {
  usage.byUpload.set(uploadId, (usage.byUpload.get(uploadId) ?? 0) + moreBytes);
  addTo(usage, owner, { uploads: 0, bytes: moreBytes });
}

function addTo(usage: Usage, owner: string, more: { bytes: number; uploads: number }): void {
  usage.totalBytes += more.bytes;
  const own = usage.byOwner.get(owner) ?? { bytes: 0, uploads: 0 };
  usage.byOwner.set(owner, { bytes: own.bytes + more.bytes, uploads: own.uploads + more.uploads });
}
