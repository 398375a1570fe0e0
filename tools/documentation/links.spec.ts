import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../platform/platform-folder.js';

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: projectRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(projectRoot, file)));

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');
const withoutCode = (text: string) => text.replaceAll(/```.*?```/gs, '').replaceAll(/`[^`\n]*`/g, '`code`');

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(file: string): Set<string> {
  const headings = read(file)
    .replaceAll(/```.*?```/gs, '')
    .matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Links within the project that lead nowhere, as `file: link`. */
function deadLinks(file: string): string[] {
  const targets = [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [place, anchor] = target.split('#') as [string, string?];
      const linked = place === '' ? file : path.join(path.dirname(file), place);
      if (!existsSync(path.join(projectRoot, linked))) return true;
      return anchor !== undefined && !anchorsOf(linked).has(anchor);
    })
    .map((target) => `${file}: ${target}`);
}

describe('The documents', () => {
  it('link to files and headings that exist', () => {
    expect(documents).toContain('README.md');
    expect(documents.flatMap(deadLinks)).toEqual([]);
  });
});
