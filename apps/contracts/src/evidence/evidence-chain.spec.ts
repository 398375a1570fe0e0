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
      consentTextSha256: null,
      at: new Date(seq * 1_000),
    };
    chain.push({ ...entry, hash: evidenceHash(entry) });
  }
  return chain;
}

/** Of two chains that hold, the second says something else from its first link on. */
const other = (chain: readonly EvidenceEntity[]): EvidenceEntity[] => {
  const rewritten: EvidenceEntity[] = [];
  for (const { hash: _hash, ...entry } of chain) {
    const next = { ...entry, ip: '198.51.100.9', prevHash: rewritten.at(-1)?.hash ?? firstPrevHash };
    rewritten.push({ ...next, hash: evidenceHash(next) });
  }
  return rewritten;
};

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

  it('shows by a kept head that its end was cut off', () => {
    const chain = chainOf(12);
    const heads = [2, 7, 12].map((seq) => ({ seq, hash: chain[seq - 1]!.hash }));
    expect(firstBrokenLink(chain, heads)).toBeNull();
    for (let length = 0; length < 12; length += 1) {
      const cut = chain.slice(0, length);
      expect(firstBrokenLink(cut)).toBeNull();
      expect(firstBrokenLink(cut, heads)).toBe(heads.find(({ seq }) => seq > length)!.seq);
    }
  });

  it('shows by a kept head that it was computed anew, and names the first that differs', () => {
    const chain = chainOf(12);
    const heads = [7, 2].map((seq) => ({ seq, hash: chain[seq - 1]!.hash }));
    const rewritten = other(chain);
    expect(firstBrokenLink(rewritten)).toBeNull();
    expect(firstBrokenLink(rewritten, heads)).toBe(2);
    expect(firstBrokenLink(rewritten.with(1, chain[1]!), heads)).toBe(2);
  });

  it('has the hash of a consent, and holds over links from before it had', () => {
    const [{ hash: _hash, ...entry }] = chainOf(1) as [EvidenceEntity];
    const fixed = { ...entry, contractId: 'ctr_01a21f31af2a71ebb40abf61fd52cd05', type: 'consented' as const };
    const before = { ...fixed, consentVersion: '2026-11' };
    // As it was computed when there was no such field.
    expect(evidenceHash(before)).toBe('661add6fc6518efcbe90619c6d58f1020a9beb1eeadb7802a212937350f23090');
    const chain = [{ ...before, consentTextSha256: 'a'.repeat(64) }].map((link) => ({
      ...link,
      hash: evidenceHash(link),
    }));
    expect(firstBrokenLink(chain)).toBeNull();
    for (const consentTextSha256 of ['b'.repeat(64), null]) {
      expect(firstBrokenLink([{ ...chain[0]!, consentTextSha256 }])).toBe(1);
    }
    const older = { ...before, hash: evidenceHash(before) };
    expect(firstBrokenLink([{ ...older, consentTextSha256: 'a'.repeat(64) }])).toBe(1);
  });
});
