import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getMyApplication, getPublicOpening } from '@guildhall/messages/applicants';
import { findMyInterview, readOwnResult } from '@guildhall/messages/interviews';
import type { RpcClient } from '@guildhall/rpc';
import type { StaffNames } from '../people/staff-names.js';
import { decisionPacket, packetBlocks } from './decision-packet.js';
import { packetLanguages, packetWords } from './decision-packet.words.js';
import type { ApplicationResult } from './my-applications.dto.js';
import { MyApplicationsService } from './my-applications.service.js';

const questions = [
  { id: 'q1', text: 'How do you check a number that you did not make?' },
  { id: 'q2', text: 'When did you last find a mistake of your own?' },
];

const opening = { title: 'Financial analyst', questions };

const result: ApplicationResult = {
  applicationId: 'app_0190a1b2c3d47e5f8a9b000000000003',
  openingId: 'opn_0190a1b2c3d47e5f8a9b000000000002',
  interviewId: 'int_0190a1b2c3d47e5f8a9b000000000005',
  planVersionId: 'plv_0190a1b2c3d47e5f8a9b000000000007',
  decision: {
    ...{ kind: 'not_select', reasonCode: 'evidence_insufficient', decidedBy: 'Núria Ōkubo محمد' },
    decidedAt: '2026-03-02T23:30:00.000Z',
  } as ApplicationResult['decision'],
  ...{ basis: 'compared', engine: 'model', madeBy: 'gpt-x 2026-01-31', comparedAt: '2026-02-27T08:00:00.000Z' },
  criteria: [
    {
      ...{ criterion: 'verification', title: 'Checks results', level: 2, word: null, anchor: 'Names one check.' },
      quotes: [
        {
          ...{ point: 'Computes it again.', supports: true, quote: 'I calculate it again by hand', question: 'q2' },
          ...{ takeId: 'tak_1', startSeconds: 61.9, endSeconds: 65 },
        },
        {
          ...{ point: 'Trusts the first answer.', supports: false, quote: 'mostly I trust it', question: 'q1' },
          ...{ takeId: null, startSeconds: null, endSeconds: null },
        },
      ],
      raising: {
        anchor: 'Names two checks.',
        missing: ['Asks a second source.'],
        against: ['Trusts the first answer.'],
      },
    },
  ],
};

const textsOf = (changes: Partial<ApplicationResult>, language: 'en' | 'ar' = 'en') =>
  packetBlocks({ ...result, ...changes }, opening, language).map((block) =>
    'text' in block ? block.text.replaceAll(/[\u2068\u2069]/g, '') : '',
  );

describe('The packet of a decision', () => {
  it('says who decided and why, each level with what it means, the words with where they stand, and what would have raised it', () => {
    const texts = textsOf({});
    expect(texts).toEqual(
      expect.arrayContaining([
        'Opening: Financial analyst',
        'Not selected',
        'Decided by Núria Ōkubo محمد on Mon, 2 Mar 2026 (UTC).',
        'Reason: too little evidence in your answers.',
        'Made by gpt-x 2026-01-31 on Fri, 27 Feb 2026 (UTC).',
        'Level 2 of 5',
        'Names one check.',
        '“I calculate it again by hand”',
        'Question 2, 1:01 to 1:05',
        'Question 1, in writing',
        'Holds it down: Trusts the first answer.',
        'One level higher:',
        'Names two checks.',
        'Not found in your answers, and would have counted: Asks a second source.',
        '1. How do you check a number that you did not make?',
      ]),
    );
    expect(texts.join(' ')).not.toMatch(/[{}]/);
    expect(textsOf({}, 'ar').join(' ')).not.toMatch(/[{}]/);
  });

  it('has words instead of levels for the offline engine, and no criterion where none counted', () => {
    const criteria = [{ ...result.criteria[0]!, level: null, word: 'partial' as const }];
    expect(textsOf({ engine: 'baseline', criteria })).toEqual(
      expect.arrayContaining([packetWords.en.basis.baseline, 'Partial evidence']),
    );
    const none = textsOf({ basis: 'unclear', engine: null, madeBy: null, comparedAt: null, criteria: [] });
    expect(none).toContain(packetWords.en.basis.unclear);
    expect(none.join(' ')).not.toContain('Level');
  });

  it.each(packetLanguages)('is the same bytes each time, in "%s", and reads as it should', async (language) => {
    const [one, other] = await Promise.all([1, 2].map(() => decisionPacket(result, opening, language)));
    expect(one!.equals(other!)).toBe(true);
    const folder = mkdtempSync(path.join(tmpdir(), 'packet-'));
    try {
      writeFileSync(path.join(folder, 'packet.pdf'), one!);
      const text = execFileSync('pdftotext', ['-layout', path.join(folder, 'packet.pdf'), '-'], { encoding: 'utf8' });
      for (const expected of ['I calculate it again by hand', 'Names two checks.', result.applicationId]) {
        expect(text).toContain(expected);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('A packet with a character that no font has', () => {
  const { decision, applicationId, openingId, ...own } = result;
  const packet = (title: string, quote: string) => {
    const criteria = [{ ...own.criteria[0]!, quotes: [{ ...own.criteria[0]!.quotes[0]!, quote }] }];
    const replies = new Map<unknown, object>([
      [readOwnResult, { ...own, criteria, decidedAt: decision.decidedAt }],
      [getMyApplication, { openingId, decisions: [{ ...decision, decidedBy: 'per_1' }] }],
      [findMyInterview, { interview: { questions } }],
      [getPublicOpening, { title }],
    ]);
    const rpc = { call: async (definition: unknown) => replies.get(definition) } as unknown as RpcClient;
    const names = { of: async () => new Map() } as unknown as StaffNames;
    return new MyApplicationsService(rpc, names).packet(applicationId, 'en');
  };

  it('is refused by name, with where all of it can be read', async () => {
    await expect(packet('Financial analyst', '我再算一遍')).rejects.toMatchObject({
      code: 'packet_not_drawable',
      message: expect.stringContaining('U+6211'),
    });
  });

  it('in the title of the opening comes without the title', async () => {
    expect((await packet('分析师', 'I calculate it again')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
