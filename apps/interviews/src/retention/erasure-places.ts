import { isAppError } from '@guildhall/errors';
import { type MediaStore, SpoolFolder } from '@guildhall/storage';
import { Inject, Injectable } from '@nestjs/common';
import { MEDIA_STORE } from '../recording/take-files.js';
import type { Inventory } from './deletion.entity.js';
import type { InterviewContent } from './interview-content.js';

/** What lies outside the tables: keys, stored objects and the spool. */
@Injectable()
export class ErasurePlaces {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    private readonly spool: SpoolFolder,
  ) {}

  async count({ takes, objectKeys, uploadIds }: InterviewContent): Promise<Inventory> {
    let keys = 0;
    for (const { recordingId } of takes) if (await this.hasKey(recordingId)) keys += 1;
    let files = 0;
    for (const objectKey of objectKeys) if (await this.store.media.exists(objectKey)) files += 1;
    return { data_keys: keys, stored_files: files, spooled_uploads: uploadIds.length };
  }

  /** @throws Error where something is still there afterwards */
  async empty({ takes, objectKeys, uploadIds }: InterviewContent, signal: AbortSignal): Promise<void> {
    // Also keys that were never made: none can be made for these recordings from now on.
    for (const { recordingId } of takes) await this.store.keys.destroy(recordingId);
    for (const objectKey of objectKeys) await this.store.media.delete(objectKey, { signal });
    for (const uploadId of uploadIds) await this.spool.remove(uploadId);
    for (const { id } of takes) await this.spool.forgetTake(id);
    for (const objectKey of objectKeys) {
      if (await this.store.media.exists(objectKey, { signal })) {
        throw new Error(`The object ${objectKey} is still there after its deletion.`);
      }
    }
  }

  private async hasKey(recordingId: string): Promise<boolean> {
    try {
      await this.store.keys.get(recordingId);
      return true;
    } catch (thrown) {
      if (isAppError(thrown) && thrown.code === 'not_found') return false;
      throw thrown;
    }
  }
}
