import { startReplica } from './tally.replica.js';

// A replica as a process of its own, for tests that kill it.
const redisUrl = process.argv[2];
if (!redisUrl || !process.send) throw new Error('To be started by a test, with the address of a Redis.');
await startReplica(redisUrl);
process.send('ready');
