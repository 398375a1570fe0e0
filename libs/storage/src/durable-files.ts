import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** A new name in a folder survives a power cut only after the folder itself was synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its missing parents, and makes their names durable. */
export async function makeFolder(folder: string, mode = 0o700): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode });
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
  }
}

/** `FileHandle.write` may write less than it was given. */
export async function writeFully(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const result = await file.write(bytes, written, bytes.byteLength - written);
    written += result.bytesWritten;
  }
}

export function isMissingFile(thrown: unknown): boolean {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
