import { Database, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { idFromUuid, newId, uuidOf } from '@guildhall/messages/contract';
import type { ChainPosting } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bodyHashOf, type JournalEntry } from './journal-entry.js';
import { JournalEntity, PostingEntity } from './ledger.entity.js';

/** The ledger. What is in it stays; that it balances, the database itself sees to when the transaction ends. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes entries in one statement each for heads and postings. One that is there already, with the same body, is left as it is.
   * @throws AppError `ledger_key_reused` for a key with another body
   */
  async post(tx: Tx, entries: readonly JournalEntry[], at: Date): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map((entry) => ({ entry, id: uuidOf(newId('jnl')), hash: bodyHashOf(entry) }));
    const written: { id: string }[] = await tx.query(
      `INSERT INTO journal (id, idempotency_key, body_sha256, kind, subject, reverses, legs, at)
       SELECT n.*, $8::timestamptz
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::int[]) AS n
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
      [
        rows.map(({ id }) => id),
        rows.map(({ entry }) => entry.key),
        rows.map(({ hash }) => hash),
        rows.map(({ entry }) => entry.kind),
        rows.map(({ entry }) => entry.subject),
        rows.map(({ entry }) => (entry.reverses === undefined ? null : uuidOf(entry.reverses))),
        rows.map(({ entry }) => entry.postings.length),
        at,
      ],
    );
    if (written.length < rows.length) await this.requireSameBodies(tx, rows);
    const isNew = new Set(written.map(({ id }) => id.replaceAll('-', '')));
    const postings = rows
      .filter(({ id }) => isNew.has(id))
      .flatMap(({ id, entry }) => entry.postings.map((posting, index) => ({ id, number: index + 1, ...posting })));
    await tx.query(
      `INSERT INTO posting (journal_id, number, account, currency, amount_minor)
       SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[])`,
      [
        postings.map(({ id }) => id),
        postings.map(({ number }) => number),
        postings.map(({ account }) => account),
        postings.map(({ currency }) => currency),
        postings.map(({ amountMinor }) => amountMinor.toString()),
      ],
    );
  }

  /** Takes an entry back, once: the same postings with the opposite signs. */
  async reverse(tx: Tx, journalId: string, key: string, at: Date): Promise<void> {
    const journal = await tx.findOneBy(JournalEntity, { id: journalId });
    if (!journal) throw new AppError('not_found', `There is no journal ${journalId}.`);
    const postings = await tx.find(PostingEntity, { where: { journalId }, order: { number: 'ASC' } });
    const opposite = postings.map(({ account, currency, amountMinor }) => ({
      account,
      currency,
      amountMinor: -amountMinor,
    }));
    const { subject } = journal;
    await this.post(tx, [{ key, kind: 'reverse', subject, postings: opposite, reverses: journalId }], at);
  }

  /** By account, those of single people summed up by what they are for. */
  async balances(): Promise<{ account: string; currency: string; balanceMinor: string }[]> {
    return await this.database.read.query(
      `SELECT regexp_replace(account, ':per_[0-9a-f]{32}', '') AS account, currency, sum(amount_minor)::text AS "balanceMinor"
       FROM posting GROUP BY 1, 2 ORDER BY 1, 2`,
    );
  }

  /** What a person was paid from the year's beginning (UTC) up to a moment: settled, less what came back. */
  async paidTo(personId: string, currency: string, until: Date): Promise<bigint> {
    const yearStart = new Date(Date.UTC(until.getUTCFullYear(), 0, 1));
    const [{ paid }] = await this.database.read.query(
      `SELECT coalesce(-sum(p.amount_minor), 0)::text AS paid
       FROM posting p JOIN journal j ON j.id = p.journal_id JOIN payout o ON j.subject = 'pyt_' || replace(o.id::text, '-', '')
       WHERE o.person_id = $1 AND p.currency = $2 AND p.account LIKE 'cash:%' AND j.at >= $3 AND j.at <= $4`,
      [uuidOf(personId), currency, yearStart, until],
    );
    return BigInt(paid);
  }

  /** Everything posted about a subject, in order. */
  async postingsOf(subject: string, manager: EntityManager = this.database.read): Promise<ChainPosting[]> {
    const rows = await manager.query(
      `SELECT j.id, j.kind, j.at, p.account, p.currency, p.amount_minor
       FROM journal j JOIN posting p ON p.journal_id = j.id WHERE j.subject = $1 ORDER BY j.id, p.number`,
      [subject],
    );
    return rows.map(
      (row: { id: string; kind: string; at: Date; account: string; currency: string; amount_minor: string }) => ({
        ...{ journalId: idFromUuid('jnl', row.id), kind: row.kind, at: row.at.toISOString() },
        ...{ account: row.account, currency: row.currency, amountMinor: row.amount_minor },
      }),
    );
  }

  private async requireSameBodies(tx: Tx, rows: { entry: JournalEntry; hash: string }[]): Promise<void> {
    const others: { idempotency_key: string }[] = await tx.query(
      `SELECT j.idempotency_key FROM journal j JOIN unnest($1::text[], $2::text[]) AS n(key, hash)
       ON j.idempotency_key = n.key WHERE j.body_sha256 <> n.hash LIMIT 1`,
      [rows.map(({ entry }) => entry.key), rows.map(({ hash }) => hash)],
    );
    if (others.length === 0) return;
    const message = `The ledger has another entry under the key ${others[0]!.idempotency_key}; look at both before you go on.`;
    throw new AppError('ledger_key_reused', message);
  }
}
