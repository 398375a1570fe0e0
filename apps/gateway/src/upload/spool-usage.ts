import type { SpoolFolder } from '@guildhall/storage';

export interface Usage {
  totalBytes: number;
  byOwner: Map<string, { bytes: number; uploads: number }>;
}

const freshForMs = 1_000;

/** How much lies in the spool, in all and for each person; counted at most once a second. */
export class SpoolUsage {
  private readonly owners = new Map<string, string>();
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

  /** A creation counts at once, so that a hundred at the same moment do not all pass on the same figures. */
  async add(owner: string, uploads: number): Promise<void> {
    const { byOwner } = await this.measure();
    const own = byOwner.get(owner) ?? { bytes: 0, uploads: 0 };
    byOwner.set(owner, { ...own, uploads: own.uploads + uploads });
  }

  private async count(): Promise<Usage> {
    const usage: Usage = { totalBytes: 0, byOwner: new Map() };
    const ids = await this.folder.uploadIds();
    this.forgetAllBut(ids);
    for (const id of ids) {
      const bytes = (await this.folder.receivedBytes(id)) ?? 0;
      usage.totalBytes += bytes;
      const owner = await this.ownerOf(id);
      if (owner === null) continue;
      const own = usage.byOwner.get(owner) ?? { bytes: 0, uploads: 0 };
      usage.byOwner.set(owner, { bytes: own.bytes + bytes, uploads: own.uploads + 1 });
    }
    return usage;
  }

  /** An upload never changes hands, so its info is read once. */
  private async ownerOf(id: string): Promise<string | null> {
    const known = this.owners.get(id);
    if (known !== undefined) return known;
    const info = await this.folder.findInfo(id);
    if (info) this.owners.set(id, info.owner);
    return info?.owner ?? null;
  }

  private forgetAllBut(ids: string[]): void {
    const present = new Set(ids);
    for (const id of this.owners.keys()) if (!present.has(id)) this.owners.delete(id);
  }
}
