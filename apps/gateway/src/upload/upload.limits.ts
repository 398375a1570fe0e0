import { uploadLimits } from '@guildhall/messages/interviews';

const gigabyte = 1e9;
const hourMs = 3_600_000;

export interface SpoolLimits {
  /** One recorder run. */
  segmentBytes: number;
  segmentsPerTake: number;
  /** All uploads together; above it no new upload is accepted. */
  spoolBytes: number;
  /** All uploads together; above it no upload goes on that says its length only at its end. Some way above `spoolBytes`. */
  spoolBytesForMore: number;
  /** How full the spool's disk may be for a new upload, 0 to 1. */
  diskUsedForNew: number;
  /** How full it may be for more bytes of an upload that was accepted, 0 to 1. */
  diskUsedForMore: number;
  /** What one person may have in the spool at a time; completed takes leave it within minutes. */
  personBytes: number;
  personUploads: number;
  /** An upload that was not completed for so long after its creation is removed; the page still has its bytes. */
  expiryMs: number;
}

export const defaultSpoolLimits: SpoolLimits = {
  segmentBytes: uploadLimits.segmentBytes,
  segmentsPerTake: uploadLimits.segmentsPerTake,
  spoolBytes: 20 * gigabyte,
  spoolBytesForMore: 24 * gigabyte,
  diskUsedForNew: 0.8,
  diskUsedForMore: 0.95,
  personBytes: 4 * gigabyte,
  personUploads: 200,
  expiryMs: 48 * hourMs,
};

export const longestFiletype = 100;
