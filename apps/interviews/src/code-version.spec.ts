import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { codeVersion } from './code-version.js';

/**
 * The sources that results are made by, for each version that had them: SHA-256 over their names and texts. Two results
 * under one version were made by one code; whoever changes a source raises the version and adds a line here.
 */
const sourcesOf: Record<string, string> = {
  '0.1.1': '90dfc500f2fc78128e17faa54fabf67724261ad01ed6093057d5663a727d0039',
  '0.1.2': '1c2ea82c826b089accdb839bf3f192a2a3faab1dacbf0f21cbf725fef6a52a7d',
  '0.1.3': '606533797632d399e6a2100352e3ceb2953781176b1a33cd91669ea0d8c7ad48',
  '0.1.4': 'd48d62f9e8e26f5f86972d10aa861ae5b7708c4fd5901dd036396f223827bee3',
  '0.1.5': '74e29727b563ec9bd41fad73b526bcca939862a0ebb5bfe7796a826da206b468',
};

/** What decides which words of a corrected transcript count. */
const ofCorrections = ['corrected-sentences', 'misheard-words', 'transcript-changes', 'word-alignment'].map(
  (name) => `transcription/${name}.ts`,
);

const folder = new URL('./', import.meta.url);

function sources(): string[] {
  const inScoring = readdirSync(new URL('scoring/', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => `scoring/${name}`);
  return [...inScoring, 'plan/level-rule.ts', ...ofCorrections].sort();
}

describe('The version of the code that makes results', () => {
  it('is raised with every change of its sources', () => {
    const hash = createHash('sha256');
    for (const name of sources()) hash.update(`${name}\n${readFileSync(new URL(name, folder), 'utf8')}\n`);
    expect({ [codeVersion]: hash.digest('hex') }).toEqual({ [codeVersion]: sourcesOf[codeVersion] });
  });
});
