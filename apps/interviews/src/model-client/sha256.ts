import { createHash } from 'node:crypto';

/** Lower-case hex of the SHA-256 of these bytes or of this text in UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
