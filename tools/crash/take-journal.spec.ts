import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TakeJournal } from './take-journal.js';

const folder = mkdtempSync(path.join(tmpdir(), 'guildhall-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a journal gives back the takes of one case, from the file and not from memory', () => {
  const file = path.join(folder, 'crash', 'journal.jsonl');
  const take = { case: 'kill@move', interviewId: 'int_1', takeId: 'tak_1', uploadId: 'upl_1', sha256: 'ab' };
  const journal = new TakeJournal(file);
  expect(journal.takesOf('kill@move')).toEqual([]);
  journal.write(take);
  journal.write({ ...take, case: 'kill@probe', takeId: 'tak_2' });
  appendFileSync(file, `${JSON.stringify({ ...take, takeId: 'tak_3' })}\n`);
  expect(new TakeJournal(file).takesOf('kill@move').map(({ takeId }) => takeId)).toEqual(['tak_1', 'tak_3']);
});
