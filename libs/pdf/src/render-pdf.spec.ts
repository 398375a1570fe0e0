import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PdfBlock } from './blocks.js';
import { renderPdf } from './render-pdf.js';

const createdAt = new Date('2026-01-05T09:00:00.000Z');

describe('rendering a PDF', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pdf-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const render = async (...blocks: PdfBlock[]) =>
    await renderPdf({ title: 'A title', language: 'en', createdAt, blocks });

  /** What poppler reads, one space between words. */
  async function textOf(...blocks: PdfBlock[]): Promise<string> {
    const file = path.join(folder, 'text.pdf');
    writeFileSync(file, await render(...blocks));
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    // Poppler marks right-to-left text with embeddings of its own.
    return text.replace(/[\u202a-\u202e]/gu, '').replace(/\s+/gu, ' ');
  }

  it.each([
    ['Latin-1', 'Renée Núñez-Müller'],
    ['accents beyond Latin-1', 'Łukasz Őri Đặng'],
    ['decomposed accents', 'Łukasz Őri Đặng'.normalize('NFD')],
    ['Greek and Cyrillic', 'Ελένη Жанна'],
    ['Arabic', 'محمد علي'],
    ['Hebrew', 'דוד כהן'],
  ])('draws names in %s so that they read back right', async (_script, name) => {
    const text = await textOf(
      { kind: 'heading', level: 1, text: name },
      { kind: 'table', rows: [{ label: 'Contractor', value: name }] },
      { kind: 'paragraph', text: `Between Example and \u2068${name}\u2069, who agree.` },
    );
    expect(text.split(name.normalize('NFC')).length - 1).toBe(3);
    expect(text).toContain('who agree.');
  });

  it('joins lam and alef, whose two letters some readers give back in the order they are seen', async () => {
    const text = await textOf({ kind: 'paragraph', text: 'علاء' });
    const letters = (word: string) => [...word].sort().join('');
    expect(text.split(' ').map(letters)).toContain(letters('علاء'));
  });

  it('draws headings, lists, tables, code and the number of every page', async () => {
    const text = await textOf(
      { kind: 'heading', level: 2, text: 'Duties' },
      { kind: 'list', ordered: true, items: ['first thing', 'second thing'] },
      { kind: 'list', ordered: false, items: ['a point'] },
      { kind: 'table', rows: [{ label: 'Rate', value: '95.00 USD – an hour' }] },
      { kind: 'code', text: 'sha256 0123456789abcdef' },
      { kind: 'page_break' },
      { kind: 'paragraph', text: 'The other page.' },
    );
    expect(text).toMatch(
      /Duties 1\. first thing 2\. second thing • a point Rate 95\.00 USD – an hour sha256 0123456789abcdef A title 1 ?\/ ?2 The other page\. A title 2 ?\/ ?2/,
    );
  });

  it('goes on to further pages with long texts, and loses no word', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
    const text = await textOf({ kind: 'paragraph', text: words.join(' ') });
    expect(text.match(/w\d+/g)).toEqual(words);
  });

  it.each(['Writer 😀 wanted', 'x 𝔸 name 𝔸 x'])(
    'draws characters beyond the first 65,536 between words: %s',
    async (text) => {
      await expect(render({ kind: 'paragraph', text })).resolves.toBeDefined();
    },
  );

  it('keeps the spaces of code', async () => {
    const file = path.join(folder, 'code.pdf');
    writeFileSync(file, await render({ kind: 'code', text: 'a    b' }));
    const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
    const [a, b] = [...words.matchAll(/xMin="([\d.]+)"[^>]*>[ab]</gu)].map(([, x]) => Number(x));
    // Five places of a font of 9 points whose letters are 0.6 wide.
    expect(b! - a!).toBeCloseTo(5 * 0.6 * 9, 1);
  });

  it('draws no line beyond the margin, in whatever fonts its words are', async () => {
    const words = ['Łukasz', 'Nowak', 'Świętosława', 'agrees', 'with', 'محمد', 'علي', 'and', 'Żółć'];
    const text = Array.from({ length: 400 }, (_, index) => words[(index * 7) % words.length]).join(' ');
    const file = path.join(folder, 'margin.pdf');
    writeFileSync(file, await render({ kind: 'paragraph', text }));
    const found = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
    const ends = [...found.matchAll(/xMax="([\d.]+)"/gu)].map(([, x]) => Number(x));
    expect(ends.length).toBeGreaterThan(300);
    expect(Math.max(...ends)).toBeLessThanOrEqual(612 - 72 + 0.5);
  });

  it('breaks a word that is wider than the page', async () => {
    const text = await textOf({ kind: 'code', text: 'abcdefghij'.repeat(30) });
    expect(text.replaceAll(' ', '')).toContain('abcdefghij'.repeat(30));
  });

  it('makes the same bytes of the same content', async () => {
    const blocks: PdfBlock[] = [{ kind: 'paragraph', text: 'Łukasz and محمد علي' }];
    const [one, other] = [await render(...blocks), await render(...blocks)];
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hashOf(one)).toBe(hashOf(other));
    expect(hashOf(await render({ kind: 'paragraph', text: 'other' }))).not.toBe(hashOf(one));
  });

  it('embeds a font only where a name needs it', async () => {
    expect((await render({ kind: 'paragraph', text: 'Renée' })).includes('FontFile2')).toBe(false);
    expect((await render({ kind: 'paragraph', text: 'Łukasz' })).includes('FontFile2')).toBe(true);
  });

  it('draws nothing in place of a character that no font has', async () => {
    const drawn = render({ kind: 'paragraph', text: '王小明' });
    await expect(drawn).rejects.toMatchObject({ name: 'TextNotDrawable', codePoint: 'U+738B' });
  });

  it('leaves no mark for directions that a name could hide behind', async () => {
    const file = path.join(folder, 'marks.pdf');
    writeFileSync(file, await render({ kind: 'paragraph', text: 'safe\u202etxt.exe\u202c end' }));
    execFileSync('pdftotext', [file, `${file}.txt`]);
    expect(readFileSync(`${file}.txt`, 'utf8')).not.toMatch(/[\u202e\u202c]/u);
  });
});
