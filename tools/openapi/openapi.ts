import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApi } from '../../apps/gateway/src/openapi/describe-api.js';

/** Beside the sources, which lie beside `dist`. */
const documentFile = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));

/** `write` keeps what the code says; `check` fails where the committed document says something else. */
async function main(action: string | undefined): Promise<number> {
  const document = `${JSON.stringify(await describeApi(), null, 2)}\n`;
  if (action === 'write') {
    writeFileSync(documentFile, document);
    process.stdout.write('docs/openapi.json is written.\n');
    return 0;
  }
  if (action !== 'check') {
    process.stderr.write('Say `write` or `check`.\n');
    return 2;
  }
  const place = firstDifference(committed(), document);
  if (place === null) return 0;
  process.stderr.write(`docs/openapi.json differs from the code at line ${place}; run \`npm run openapi:write\`.\n`);
  return 1;
}

function committed(): string {
  try {
    return readFileSync(documentFile, 'utf8');
  } catch {
    return '';
  }
}

/** Number of the first line that differs, from 1; null where none does. */
function firstDifference(left: string, right: string): number | null {
  if (left === right) return null;
  const [leftLines, rightLines] = [left.split('\n'), right.split('\n')];
  const index = rightLines.findIndex((line, at) => line !== leftLines[at]);
  return index < 0 ? rightLines.length : index + 1;
}

process.exit(await main(process.argv[2]));
