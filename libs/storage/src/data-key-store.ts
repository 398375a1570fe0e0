/** Bytes of an AES-256 key. */
export const dataKeyBytes = 32;

/**
 * Where the data keys live: one per recording, for everything made from it, away from the objects and in no database
 * backup. Embedded it is a folder (`FolderDataKeyStore`); a key management service fits behind the same three calls.
 */
export interface DataKeyStore {
  /** Makes the key once; a repeat gives the same key. @throws AppError `not_found` after `destroy`: ids are never reused */
  create(id: string): Promise<Buffer>;
  /** @throws AppError `not_found` for a key that was never made, or was destroyed */
  get(id: string): Promise<Buffer>;
  /** From here on nothing written under the key can be read. Repeating it, or destroying what never was, succeeds. */
  destroy(id: string): Promise<void>;
}
