import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asyncapiDocument } from '../../apps/events/src/catalogue/asyncapi-document.js';

/** Beside the sources, which lie beside `dist`. */
const docs = (name: string) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

/** `write` keeps what the code says; `check` fails where the committed document says something else. */
function main(action: string | undefined): number {
  const document = `${JSON.stringify(asyncapiDocument(meanings()), null, 2)}\n`;
  if (action === 'write') {
    writeFileSync(docs('asyncapi.json'), document);
    process.stdout.write('docs/asyncapi.json is written.\n');
    return 0;
  }
  if (action !== 'check') {
    process.stderr.write('Say `write` or `check`.\n');
    return 2;
  }
  if (committed() === document) return 0;
  process.stderr.write('docs/asyncapi.json differs from the code; run `npm run asyncapi:write`.\n');
  return 1;
}

/** When each type is told, in the words of the catalogue. */
function meanings(): Map<string, string> {
  const rows = readFileSync(docs('events.md'), 'utf8').matchAll(/^\| `([a-z_]+\.[a-z_]+)` \| ([^|]+) \|/gm);
  return new Map([...rows].map(([, type, meaning]) => [type!, meaning!.trim()]));
}

function committed(): string {
  try {
    return readFileSync(docs('asyncapi.json'), 'utf8');
  } catch {
    return '';
  }
}

process.exit(main(process.argv[2]));
