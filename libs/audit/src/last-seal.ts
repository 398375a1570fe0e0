import type { Tx } from '@guildhall/database';

/** The chain's last link so far, for a document that is to show what the log held when it was written. */
export async function lastSeal(tx: Tx): Promise<{ position: number; sha256: string } | null> {
  const [seal] = await tx.query('SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1');
  return seal ? { position: Number(seal.position), sha256: seal.hash } : null;
}
