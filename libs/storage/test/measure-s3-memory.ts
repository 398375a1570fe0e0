import { Readable } from 'node:stream';
import { S3ObjectStore } from '../src/s3-object-store.js';
import { peakMemoryGrownMb, threeHundredMegabytes } from './peak-memory.js';

/** Sends 300 MB to S3 and reports how much memory that took. Arguments: endpoint, bucket, access key id. */
const [endpoint, bucket, accessKeyId] = process.argv.slice(2) as [string, string, string];
const credentials = { accessKeyId, secretAccessKey: 'fake-secret' };
const store = new S3ObjectStore({ bucket, region: 'eu-central-1', endpoint, credentials });
await store.put('rec_1/warm', Readable.from([Buffer.alloc(20_000_000)]));

let bytes = 0;
const grownMb = await peakMemoryGrownMb(async () => {
  bytes = (await store.put('rec_1/large', threeHundredMegabytes())).bytes;
});

process.send?.({ bytes, grownMb }, () => process.exit(0));
