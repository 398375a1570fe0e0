import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@guildhall/errors';
import type { CompletedSegment, SpooledSegment } from '@guildhall/messages/interviews';
import { syncFolder } from '@guildhall/storage';
import { segmentEmpty, segmentTooLarge, typeUnsupported, uploadNotFound } from './upload.errors.js';
import type { UploadSpool } from './upload-spool.js';

export interface Completion {
  owner: string;
  takeId: string;
  /** In order, segment 0 first. */
  segments: CompletedSegment[];
}

const readBytes = 1024 ** 2;

export interface VerifiedSegments {
  segments: SpooledSegment[];
  /** Gives the segments back to their owner; for when the take's service refused them. */
  release(): Promise<void>;
}

/**
 * Checks the segments of a take against the spool, makes them durable and holds them: from here on only the worker that
 * moves them to storage changes them. When one of them fails, none is held that was not held before. It can be repeated,
 * as it is when the reply to a completion was lost.
 * @throws AppError `upload_not_found`, `validation_failed` (of another take, wrong order), `upload_empty`,
 * `upload_too_large`, `upload_incomplete`, `recording_type_unsupported`, `upload_hash_mismatch`
 */
export async function verifySegments(spool: UploadSpool, completion: Completion): Promise<VerifiedSegments> {
  const { segments } = completion;
  if (segments.length === 0 || segments.length > spool.limits.segmentsPerTake) {
    throw wrongSegment('segments', `must name 1 to ${spool.limits.segmentsPerTake} uploads`);
  }
  for (const index of segments.keys()) await assertBelongs(spool, completion, index);
  const newlyHeld: string[] = [];
  const release = async () => {
    for (const uploadId of newlyHeld) await spool.folder.release(uploadId);
  };
  const verified: SpooledSegment[] = [];
  try {
    for (const [index, segment] of segments.entries()) {
      const { uploadId } = segment;
      // Under the lock of the upload, so that no PATCH or DELETE runs between the check and the hold.
      await spool.locker.exclusively(uploadId, async () => {
        const container = await spool.inTurn(() => verifyContent(spool, segment, index));
        verified.push({ ...segment, container });
        if (await spool.folder.isHeld(uploadId)) return;
        await spool.folder.hold(uploadId);
        newlyHeld.push(uploadId);
      });
    }
    await syncFolder(spool.folder.directory);
    return { segments: verified, release };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

async function assertBelongs(spool: UploadSpool, { owner, takeId, segments }: Completion, index: number) {
  const info = await spool.ownUpload(segments[index]!.uploadId, owner);
  if (info.takeId !== takeId) throw wrongSegment(`segments.${index}.uploadId`, 'is an upload of another take');
  if (info.segment !== index) {
    throw wrongSegment(`segments.${index}.uploadId`, `is segment ${info.segment}; list all segments in order from 0`);
  }
}

async function verifyContent(spool: UploadSpool, segment: CompletedSegment, index: number): Promise<'webm' | 'mp4'> {
  const file = await openContent(spool, segment.uploadId);
  try {
    const { size } = await file.stat();
    if (size === 0 || segment.bytes === 0) throw segmentEmpty(index);
    if (size > spool.limits.segmentBytes) throw segmentTooLarge(spool.limits.segmentBytes);
    if (size < segment.bytes) throw incomplete(index, size, segment.bytes);
    const container = await containerOf(file);
    if (!container) throw typeUnsupported(`Segment ${index}`);
    if (size > segment.bytes) throw mismatch(index, `${size} bytes arrived and ${segment.bytes} were named`);
    if ((await sha256Of(file)) !== segment.sha256.toLowerCase()) throw mismatch(index, 'the SHA-256 differs');
    await file.sync();
    return container;
  } finally {
    await file.close();
  }
}

async function openContent(spool: UploadSpool, uploadId: string): Promise<FileHandle> {
  try {
    return await open(spool.folder.contentFile(uploadId), 'r+');
  } catch (thrown) {
    // Removed, by its owner or after its expiry, since its info was read.
    throw (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? uploadNotFound() : thrown;
  }
}

/** Magic bytes: EBML of Matroska and WebM (RFC 8794), or the `ftyp` box of ISO base media (ISO/IEC 14496-12). */
async function containerOf(file: FileHandle): Promise<'webm' | 'mp4' | null> {
  const start = Buffer.alloc(8);
  await file.read(start, 0, start.byteLength, 0);
  if (start.readUInt32BE(0) === 0x1a45dfa3) return 'webm';
  return start.toString('latin1', 4, 8) === 'ftyp' ? 'mp4' : null;
}

async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(readBytes);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

function wrongSegment(field: string, message: string): AppError {
  return new AppError('validation_failed', `The segments of this take do not fit: ${field} ${message}.`, {
    errors: [{ field, message }],
  });
}

function incomplete(segment: number, receivedBytes: number, bytes: number): AppError {
  return new AppError(
    'upload_incomplete',
    `Segment ${segment} has ${receivedBytes} of ${bytes} bytes; send the rest, then complete the take again.`,
    { details: { segment, receivedBytes, bytes } },
  );
}

function mismatch(segment: number, reason: string): AppError {
  return new AppError(
    'upload_hash_mismatch',
    `Segment ${segment} did not arrive as it was recorded (${reason}); DELETE its upload and send it again.`,
    { details: { segment } },
  );
}
