import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { runHostileSet } from './run-hostile-set.js';

// `npm run test:media`: every hostile file through what the workers do with a recording, and what it touched on the way.
try {
  const totals = await runHostileSet((line) => console.log(line));
  console.log(JSON.stringify(totals));
  process.exit(totals.failed === 0 ? 0 : 1);
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exit(1);
}
