import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkDirectories } from './work-directory.js';

let root: string;
let directories: WorkDirectories;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'guildhall-work-'));
  directories = new WorkDirectories(root);
});

afterEach(() => rm(root, { recursive: true }));

it('gives each job a directory of its own that nobody else can read, and removes it at the end', async () => {
  const seen = await directories.use(async (directory) => {
    await writeFile(join(directory, 'voice.wav'), 'a voice');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    await directories.use(async (other) => expect(other).not.toBe(directory));
    return directory;
  });
  await expect(access(seen)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('removes the directory of a job that failed', async () => {
  await expect(directories.use(() => Promise.reject(new Error('recognition failed')))).rejects.toThrow(
    'recognition failed',
  );
  expect(await readdir(root)).toEqual([]);
});

it('sweeps what a worker left that no longer runs, and nothing of one that does', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  await mkdir(join(root, `job-${child.pid}-12345-abcdef`));
  await mkdir(join(root, `job-${process.pid}-1-reused`));
  await mkdir(join(root, 'somebody-elses'));
  await directories.use(async () => {
    expect(await directories.sweep()).toBe(2);
    expect(await readdir(root)).toHaveLength(2);
  });
  expect(await readdir(root)).toEqual(['somebody-elses']);
});

it('finds nothing to sweep before the first job', async () => {
  expect(await new WorkDirectories(join(root, 'not-yet')).sweep()).toBe(0);
});
