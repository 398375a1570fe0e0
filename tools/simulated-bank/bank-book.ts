import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fateOf } from './bank-rules.js';
import { type Returned, returnFile } from './return-file.js';
import { type TakenFile, takeFile } from './taken-file.js';

interface KeptFile extends TakenFile {
  id: string;
  sha256: string;
  takenAt: string;
  /** How often it was handed in; only the first time counts. */
  handedIn: number;
}

export interface StatementLine {
  id: string;
  traceNumber: string;
  amountMinor: string;
  kind: 'settled' | 'rejected';
}

/** What the simulated bank knows. One file of JSON for each payout file, so that it forgets nothing when it is started anew. */
export class BankBook {
  private readonly files = new Map<string, KeptFile>();

  constructor(
    private readonly directory: string,
    private readonly settlesAfterMs: number,
    private readonly now: () => Date,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(directory)) {
      if (!name.endsWith('.json')) continue;
      const kept = JSON.parse(readFileSync(path.join(directory, name), 'utf8')) as KeptFile;
      this.files.set(kept.id, kept);
    }
  }

  find(id: string): KeptFile | undefined {
    return this.files.get(id);
  }

  /** The same id with the same bytes is the same file. @returns null where the bytes are others */
  hand(id: string, content: string): { file: KeptFile; isNew: boolean } | null {
    const sha256 = createHash('sha256').update(content, 'latin1').digest('hex');
    const known = this.files.get(id);
    if (known && known.sha256 !== sha256) return null;
    const file = known ?? { id, sha256, takenAt: this.now().toISOString(), handedIn: 0, ...takeFile(content) };
    file.handedIn += 1;
    this.keep(file);
    return { file, isNew: !known };
  }

  statement(id: string): StatementLine[] {
    const file = this.booked(id);
    if (!file) return [];
    return file.payments.flatMap(({ accountNumber, traceNumber, amountMinor }): StatementLine[] => {
      const fate = fateOf(accountNumber);
      if (fate.kind === 'return' && !fate.afterSettlement) return [];
      const kind = fate.kind === 'reject' ? 'rejected' : 'settled';
      return [{ id: lineId(id, traceNumber), traceNumber, amountMinor, kind }];
    });
  }

  /** Null where nothing came back. */
  returns(id: string): string | null {
    const file = this.booked(id);
    const returned = (file?.payments ?? []).flatMap((payment): Returned[] => {
      const fate = fateOf(payment.accountNumber);
      return fate.kind === 'return' ? [{ payment, code: fate.code }] : [];
    });
    return returned.length === 0 ? null : returnFile(returned, new Date(file!.takenAt));
  }

  /** For tests: every transfer that was made, by the account's owner's id of it. */
  transfers(): { fileId: string; individualId: string; amountMinor: string; handedIn: number }[] {
    return [...this.files.values()]
      .filter(({ status }) => status === 'accepted')
      .flatMap(({ id, payments, handedIn }) =>
        payments.map(({ individualId, amountMinor }) => ({ fileId: id, individualId, amountMinor, handedIn })),
      );
  }

  private booked(id: string): KeptFile | undefined {
    const file = this.files.get(id);
    if (file?.status !== 'accepted') return undefined;
    return this.now().getTime() - new Date(file.takenAt).getTime() >= this.settlesAfterMs ? file : undefined;
  }

  private keep(file: KeptFile): void {
    const place = path.join(this.directory, `${file.id}.json`);
    const draft = `${place}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(file), { mode: 0o600 });
    renameSync(draft, place);
    this.files.set(file.id, file);
  }
}

/** The reference on the statement: the same however often it is asked for. */
function lineId(fileId: string, traceNumber: string): string {
  const digest = createHash('sha256').update(`${fileId}|${traceNumber}`).digest('hex');
  return `SIMBANK-${digest.slice(0, 16).toUpperCase()}`;
}
