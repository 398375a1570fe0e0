import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Progress } from './progress.js';
import type { CaseResult } from './run-case.js';

const folder = mkdtempSync(path.join(tmpdir(), 'guildhall-progress-'));
const file = path.join(folder, 'crash', 'progress.json');
afterAll(() => rmSync(folder, { recursive: true }));

const resultOf = (name: string, violations: string[] = []): CaseResult => ({
  ...{ name, violations, seconds: 10, downSeconds: 1, recoverySeconds: 5, lastToHold: null },
  ...{ acknowledged: 2, final: 2, scorecards: 2, modelCalls: 0, modelReplies: 0, seals: 0, transfers: 0 },
  ...{ webhooks: 0, repeats: 0, retries: 0 },
});

describe('progress', () => {
  it('goes on from what was found out, and tries again what did not hold', () => {
    const first = Progress.open(file, true);
    first.keep(resultOf('kill@move'));
    first.keep(resultOf('kill@probe', ['work: 1 × probe-take parked']));
    const second = Progress.open(file, true);
    expect(second.passed('kill@move')).toEqual(resultOf('kill@move'));
    expect(second.passed('kill@probe')).toBeNull();
    expect(second.passed('kill@remux')).toBeNull();
  });

  it('begins anew when it is told to', () => {
    expect(Progress.open(file, false).passed('kill@move')).toBeNull();
  });
});
