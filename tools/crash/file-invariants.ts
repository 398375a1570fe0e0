import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { openMediaStore, SpoolFolder, type StorageConfig } from '@guildhall/storage';
import { withClient } from './database-invariants.js';
import type { Invariant } from './invariant.js';
import type { RecordingEvidence } from './recording-evidence.js';

/** What lies on disks: the acknowledged bytes in storage, and nothing of them anywhere else. */
export function fileInvariants(evidence: RecordingEvidence): Invariant[] {
  return [
    { name: 'storage', violations: () => acknowledgedBytesAreStored(evidence) },
    { name: 'spool', violations: () => spoolIsEmpty(evidence) },
    { name: 'work', violations: async () => leftBehind(evidence.house.platform.folder.work) },
  ];
}

/** Decrypts what storage holds, as a service would, and compares it with what the client had been promised. */
async function acknowledgedBytesAreStored({ house, takes }: RecordingEvidence): Promise<string[]> {
  const { folder, infrastructure } = house.platform;
  const config = { directory: folder.storage, dataKeysDirectory: folder.dataKeys } as StorageConfig;
  const { media } = await openMediaStore(config);
  const found: string[] = [];
  for (const { takeId, sha256 } of takes) {
    const [segment] = await withClient(infrastructure.adminUrl, async (client) => {
      const { rows } = await client.query<{ object_key: string | null; recording_id: string }>(
        `SELECT object_key, recording_id FROM interviews.segment s JOIN interviews.take t ON t.id = s.take_id
         WHERE t.id = $1`,
        [uuidOf(takeId)],
      );
      return rows;
    });
    if (!segment?.object_key) {
      found.push(`${takeId} has not been moved`);
      continue;
    }
    const hash = createHash('sha256');
    for await (const bytes of await media.read(segment.object_key, idFromUuid('rec', segment.recording_id))) {
      hash.update(bytes);
    }
    if (hash.digest('hex') !== sha256) found.push(`${takeId} is not stored as it was recorded`);
  }
  return found;
}

async function spoolIsEmpty({ house, takes }: RecordingEvidence): Promise<string[]> {
  const spool = await SpoolFolder.open({ directory: house.platform.folder.spool });
  const found: string[] = [];
  for (const { takeId, uploadId } of takes) {
    const traces = [
      existsSync(spool.contentFile(uploadId)) && 'content',
      (await spool.findInfo(uploadId)) !== null && 'info',
      (await spool.isHeld(uploadId)) && 'hold',
      (await spool.findClaim(takeId, 0)) !== null && 'claim',
      existsSync(spool.locksFolder(uploadId)) && 'lock',
    ].filter((trace) => trace !== false);
    if (traces.length > 0) found.push(`the ${traces.join(', ')} of ${uploadId} is still there`);
  }
  return found;
}

function leftBehind(directory: string): string[] {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.map((name) => `${path.join(directory, name)} is still there`);
}
