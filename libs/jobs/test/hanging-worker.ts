import { systemClock } from '@guildhall/clock';
import { parseKeyRing } from '@guildhall/envelope';
import { jobProcess } from './job-house.js';

/** A process of its own that takes up a job, tells so, and never ends it: for tests that kill it. */
const [databaseUrl, redisUrl, keys] = process.argv.slice(2) as [string, string, string];

await jobProcess({
  db: { url: databaseUrl },
  redisUrl,
  keys: parseKeyRing(keys),
  clock: systemClock,
  handlers: {
    'slow-work': async (_payload, run) => {
      process.send?.({ attempt: run.attempt });
      await new Promise(() => undefined);
    },
  },
});
process.send?.('ready');
