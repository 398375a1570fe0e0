import { randomBytes } from 'node:crypto';
import { type RealS3, S3Proxy } from '../../testing/src/fake-s3/index.js';
import { describeObjectStore } from '../test/object-store-contract.js';
import { realS3 } from '../test/real-s3.js';
import { optionsFor, S3Probe } from '../test/s3-probe.js';
import { describeS3Requests } from '../test/s3-requests-contract.js';
import { describeUnfinishedUploads } from '../test/unfinished-uploads-contract.js';
import { S3ObjectStore } from './s3-object-store.js';

const named = realS3();
/** What two runs write at once does not meet. */
const root = `spec_${randomBytes(4).toString('hex')}/`;

/** The same promises as with our own fake, kept by a server that somebody else wrote. */
function describeServer(real: RealS3): void {
  describe(`with the server at ${real.endpoint}`, () => {
    afterAll(async () => {
      const probe = new S3Probe(real);
      await probe.removeAll(root);
      probe.close();
    }, 120_000);

    describeObjectStore(
      'an S3ObjectStore',
      async () => {
        const store = new S3ObjectStore(optionsFor(real));
        return { store, close: async () => store.close() };
      },
      root,
    );
    describeS3Requests('requests', () => S3Proxy.start(real), root);
    describeUnfinishedUploads('unfinished uploads', () => S3Proxy.start(real), root);
  });
}

if (named) describeServer(named);
else
  it.skip('keeps its promises with a real server: TEST_S3_ENDPOINT, TEST_S3_BUCKET and the keys name none', () => {});
