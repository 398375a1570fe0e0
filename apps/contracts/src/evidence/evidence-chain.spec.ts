import { newId } from '@guildhall/messages/contract';
import fc from 'fast-check';
import type { EvidenceEntity } from './evidence.entity.js';
import { evidenceHash, firstBrokenLink, firstPrevHash } from './evidence-chain.js';

function chainOf(length: number): EvidenceEntity[] {
  const contractId = newId('ctr');
  const chain: EvidenceEntity[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const entry = {
      ...{ contractId, seq, prevHash: chain.at(-1)?.hash ?? firstPrevHash, type: 'opened' as const },
      actor: 'applicant:per_1',
      ...{ authMethod: 'link', ip: '192.0.2.1', userAgent: 'x', documentSha256: null, consentVersion: null },
      at: new Date(seq * 1_000),
    };
    chain.push({ ...entry, hash: evidenceHash(entry) });
  }
  return chain;
}

describe('the chain of evidence', () => {
  it('holds as it was written', () => {
    expect(firstBrokenLink(chainOf(12))).toBeNull();
    expect(firstBrokenLink([])).toBeNull();
  });

  it('names the first link that was edited, left out or moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 }),
        fc.constantFrom('ip', 'actor', 'hash', 'gone', 'moved'),
        (at, how) => {
          const chain = chainOf(12);
          if (how === 'gone') chain.splice(at, 1);
          else if (how === 'moved') chain.splice(at, 2, chain[at + 1]!, chain[at]!);
          else chain[at] = { ...chain[at]!, [how]: how === 'hash' ? 'f'.repeat(64) : 'other' };
          expect(firstBrokenLink(chain)).toBe(at + 1);
        },
      ),
    );
  });
});
