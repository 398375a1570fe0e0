import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '@guildhall/clock';
import type { FaultPoints } from '@guildhall/fault-points';
import { type SpooledUpload, SpoolFolder } from '@guildhall/storage';
import { type Configstore, FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import type { FileLocker } from './file-locker.js';
import { MeteredBytes } from './metered-bytes.js';
import { segmentTaken, spoolFull, uploadDuplicate, uploadHeld, uploadNotFound } from './upload.errors.js';

export const uploadsPath = '/v1/uploads';
export const locationOf = (uploadId: string) => `${uploadsPath}/${uploadId}`;
/** What may wait in memory for the disk; all that has gathered is written at once. */
const writeBufferBytes = 256 * 1024;
const claimLock = (takeId: string, segment: number) => `${takeId}.${segment}`;

interface SpoolStoreOptions {
  folder: SpoolFolder;
  locker: FileLocker;
  clock: Clock;
  expiryMs: number;
  isDiskFull: () => Promise<boolean>;
  /** @throws AppError where the upload must not grow to so many bytes */
  admitGrowth: (uploadId: string, toBytes: number) => Promise<void>;
  faultPoints: FaultPoints;
}

/**
 * tus' file store on the spool's layout: at most one upload for each segment of a take, information that no kill leaves
 * half written, and no change to the uploads of a completed take. tus calls every method under the upload's lock.
 */
export class SpoolStore extends FileStore {
  constructor(private readonly spool: SpoolStoreOptions) {
    super({
      directory: spool.folder.directory,
      configstore: new InfoOfUploads(spool.folder, spool.clock),
      expirationPeriodInMilliseconds: spool.expiryMs,
    });
  }

  /** @throws AppError `upload_duplicate` where the segment has an upload already */
  override async create(upload: Upload): Promise<Upload> {
    const { folder, locker, clock } = this.spool;
    const info = infoOf(upload, clock.now());
    await locker.exclusively(claimLock(info.takeId, info.segment), async () => {
      await assertUnclaimed(folder, info);
      const file = await open(folder.contentFile(info.uploadId), 'wx', 0o600);
      await file.close();
      await folder.saveInfo(info);
      // Last, so that a claim never names an upload that does not exist.
      await folder.saveClaim(info.takeId, info.segment, info.uploadId);
    });
    upload.creation_date = creationDateFor(info, clock);
    upload.metadata = metadataOf(info);
    upload.storage = { type: 'file', path: folder.contentFile(info.uploadId) };
    return upload;
  }

  /** Instead of tus' own, which pipes every chunk through two streams more and writes each by itself. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    await this.assertChangeable(id);
    await this.spool.faultPoints.reached('patch');
    const metered = new MeteredBytes(readable, (toBytes) => this.spool.admitGrowth(id, toBytes), offset);
    const place = { flags: 'r+', start: offset, highWaterMark: writeBufferBytes };
    const file = createWriteStream(this.spool.folder.contentFile(id), place);
    try {
      await pipeline(metered, file);
      await this.spool.faultPoints.reached('patch-committed');
      return offset + file.bytesWritten;
    } catch (thrown) {
      if (metered.refusal) throw metered.refusal;
      throw (await this.spool.isDiskFull()) ? spoolFull('its disk has no room left') : thrown;
    }
  }

  override async remove(id: string): Promise<void> {
    await this.assertChangeable(id);
    await this.spool.folder.remove(id);
  }

  private async assertChangeable(id: string): Promise<void> {
    if (await this.spool.folder.isHeld(id)) throw uploadHeld();
  }
}

async function assertUnclaimed(folder: SpoolFolder, wanted: SpooledUpload): Promise<void> {
  const existing = await findClaimed(folder, wanted.takeId, wanted.segment);
  if (!existing) return;
  if (existing.info.owner !== wanted.owner) throw segmentTaken();
  throw uploadDuplicate(locationOf(existing.info.uploadId), existing.receivedBytes);
}

/** The upload that a segment of a take has; `null` where there is none, or it expired or was removed. */
export async function findClaimed(
  folder: SpoolFolder,
  takeId: string,
  segment: number,
): Promise<{ info: SpooledUpload; receivedBytes: number } | null> {
  const uploadId = await folder.findClaim(takeId, segment);
  if (uploadId === null) return null;
  const [info, receivedBytes] = [await folder.findInfo(uploadId), await folder.receivedBytes(uploadId)];
  return info && receivedBytes !== null ? { info, receivedBytes } : null;
}

/** How tus asks for and changes what is known of an upload. The owner stays on our side. */
class InfoOfUploads implements Configstore {
  constructor(
    private readonly folder: SpoolFolder,
    private readonly clock: Clock,
  ) {}

  async get(id: string): Promise<Upload | undefined> {
    const info = await this.folder.findInfo(id);
    if (!info) return undefined;
    return new Upload({
      id,
      offset: 0,
      creation_date: creationDateFor(info, this.clock),
      metadata: metadataOf(info),
      ...(info.lengthBytes === null ? {} : { size: info.lengthBytes }),
    });
  }

  async set(id: string, upload: Upload): Promise<void> {
    const info = await this.folder.findInfo(id);
    if (!info) throw uploadNotFound();
    await this.folder.saveInfo({ ...info, lengthBytes: upload.size ?? null });
  }

  async delete(id: string): Promise<void> {
    await this.folder.remove(id);
  }
}

/** tus compares with the system's clock, so it is told when an upload of the same age would have been made by that clock. */
function creationDateFor(info: SpooledUpload, clock: Clock): string {
  const ageMs = clock.now().getTime() - new Date(info.createdAt).getTime();
  return new Date(Date.now() - ageMs).toISOString();
}

function infoOf(upload: Upload, now: Date): SpooledUpload {
  const { takeId, segment, filetype, owner } = upload.metadata ?? {};
  if (!takeId || !segment || !owner) throw new TypeError('An upload is created with its take, segment and owner.');
  return {
    uploadId: upload.id,
    owner,
    takeId,
    segment: Number(segment),
    filetype: filetype ?? '',
    lengthBytes: upload.size ?? null,
    createdAt: now.toISOString(),
  };
}

function metadataOf({ takeId, segment, filetype }: SpooledUpload): Record<string, string> {
  return { takeId, segment: String(segment), filetype };
}
