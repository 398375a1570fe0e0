import type { Platform } from '../platform/start-platform.js';

const timeoutMs = 5_000;

export interface Transfer {
  /** The end of the payout's id, as it fits a file. */
  individualId: string;
  amountMinor: string;
}

/** What the simulated bank has in its book, over whatever the platform believes. */
export async function transfersInBook({ environment }: Platform): Promise<Transfer[]> {
  const url = new URL('/simulation/transfers', environment['BANK_URL']);
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`The bank answered ${response.status}.`);
  return ((await response.json()) as { transfers: Transfer[] }).transfers;
}
