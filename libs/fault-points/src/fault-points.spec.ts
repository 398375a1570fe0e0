import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultPoints } from './index.js';

describe('fault points', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fault-points-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('let work pass where nothing is armed', async () => {
    await new FaultPoints(undefined).reached('probe');
    await new FaultPoints(directory).reached('probe');
    expect(existsSync(join(directory, 'probe.reached'))).toBe(false);
  });

  it('hold the first process that reaches an armed point until it is released, and only that one', async () => {
    writeFileSync(join(directory, 'score.armed'), '');
    const points = new FaultPoints(directory);
    let released = false;
    const held = points.reached('score').then(() => expect(released).toBe(true));
    while (!existsSync(join(directory, 'score.reached'))) await new Promise((resolve) => setImmediate(resolve));
    await points.reached('score');
    expect(readFileSync(join(directory, 'score.reached'), 'utf8')).toBe(String(process.pid));
    released = true;
    writeFileSync(join(directory, 'score.released'), '');
    await held;
  });
});
