import { LocalObjectStore } from '../src/local-object-store.js';

/** Puts half an object, says so and never ends. Arguments: directory, key. */
const [directory, key] = process.argv.slice(2) as [string, string];

async function* halfAnObject() {
  yield Buffer.alloc(1024 ** 2);
  // Asked for only after the first half was written.
  process.send?.('half written');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}

const store = await LocalObjectStore.open({ directory });
await store.put(key, halfAnObject());
