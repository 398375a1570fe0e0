import { uploadLimits } from '@guildhall/messages/interviews';
import { findClaimed } from './spool-store.js';
import type { UploadSpool } from './upload-spool.js';

/** What the spool has of one segment of a take. */
export interface ArrivedUpload {
  uploadId: string;
  /** From 0. */
  segment: number;
  /** Received so far. */
  bytes: number;
  /** Every byte that was announced is here; that is no acknowledgement of the take. */
  complete: boolean;
}

/** In the order of their segments. What somebody else began under the id of the take is left out. */
export async function uploadsOfTake(spool: UploadSpool, takeId: string, owner: string): Promise<ArrivedUpload[]> {
  const segments = Array.from({ length: uploadLimits.segmentsPerTake }, (_, segment) => segment);
  const found = await Promise.all(segments.map((segment) => findClaimed(spool.folder, takeId, segment)));
  return found.flatMap((upload) => {
    if (upload?.info.owner !== owner) return [];
    const { uploadId, segment, lengthBytes } = upload.info;
    return [{ uploadId, segment, bytes: upload.receivedBytes, complete: upload.receivedBytes === lengthBytes }];
  });
}
