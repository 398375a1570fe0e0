import path from 'node:path';
import { Readable } from 'node:stream';
import { EncryptedStore } from '../src/encrypted-store.js';
import { FolderDataKeyStore } from '../src/folder-data-key-store.js';
import { LocalObjectStore } from '../src/local-object-store.js';
import { peakMemoryGrownMb, threeHundredMegabytes } from './peak-memory.js';

/** Writes and reads 300 MB through encryption and sends how much memory that took. Argument: directory. */
const [directory] = process.argv.slice(2) as [string];
const objects = await LocalObjectStore.open({ directory: path.join(directory, 'objects') });
const keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
const store = new EncryptedStore({ objects, keys });
await keys.create('rec_1');
// The code paths are warm before the measurement, so that it counts the data and not the modules.
await store.write('rec_1/warm', 'rec_1', Readable.from([Buffer.alloc(1_000_000)]));

let bytes = 0;
const grownMb = await peakMemoryGrownMb(async () => {
  await store.write('rec_1/large', 'rec_1', Readable.from(threeHundredMegabytes()));
  for await (const piece of await store.read('rec_1/large', 'rec_1')) bytes += (piece as Buffer).byteLength;
});

process.send?.({ bytes, grownMb }, () => process.exit(0));
