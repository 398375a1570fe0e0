import { newId } from '@guildhall/messages/contract';
import { latch, type TestDatabase, testDatabase } from '@guildhall/testing';
import { Check, Column, Entity, In, type MigrationInterface, type QueryRunner } from 'typeorm';
import { CountColumn, IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from './columns.js';
import { expectOne } from './conditional-update.js';
import { mergeSchemas, type ServiceSchema } from './data-source-options.js';
import { Database } from './database.js';
import { databaseSchema } from './database.schema.js';
import { isUniqueViolation } from './database-failure.js';
import { afterCommit, type Tx } from './tx.js';

@Entity('sample')
@Check('sample_state_check', `"state" IN ('open', 'closed')`)
class SampleEntity {
  @PrimaryIdColumn('opn')
  id!: string;

  @IdColumn('per', { nullable: true })
  createdById!: string | null;

  @Column({ type: 'text', unique: true })
  slug!: string;

  @Column({ type: 'text' })
  state!: string;

  @CountColumn()
  sizeBytes!: number;

  @MinorUnitsColumn({ nullable: true })
  payMinor!: bigint | null;

  @MomentColumn({ nullable: true })
  closedAt!: Date | null;
}

class CreateSample1764999999999 implements MigrationInterface {
  readonly name = 'CreateSample1764999999999';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sample (
        id uuid PRIMARY KEY,
        created_by_id uuid,
        slug text NOT NULL UNIQUE,
        state text NOT NULL CONSTRAINT sample_state_check CHECK ("state" IN ('open', 'closed')),
        size_bytes bigint NOT NULL,
        pay_minor bigint,
        closed_at timestamptz
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE sample');
  }
}

const schema: ServiceSchema = mergeSchemas(databaseSchema, {
  entities: [SampleEntity],
  migrations: [CreateSample1764999999999],
});

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase('applicants', schema);
});

afterAll(async () => {
  await test?.drop();
});

function sample(values: Partial<SampleEntity> = {}): SampleEntity {
  return {
    id: newId('opn'),
    createdById: newId('per'),
    slug: crypto.randomUUID(),
    state: 'open',
    sizeBytes: 3_000_000_000,
    payMinor: 9_007_199_254_740_993n,
    closedAt: new Date('2026-01-05T09:00:00.123Z'),
    ...values,
  };
}

async function stored(values: Partial<SampleEntity> = {}): Promise<SampleEntity> {
  const row = sample(values);
  await test.database.transaction((tx) => tx.insert(SampleEntity, row));
  return row;
}

const find = (id: string) => test.database.read.findOneBy(SampleEntity, { id });

describe('Columns', () => {
  it('give back ids, counts, amounts and moments exactly as they were stored', async () => {
    const row = await stored();
    expect(await find(row.id)).toEqual(row);
    const empty = await stored({ createdById: null, payMinor: null, closedAt: null });
    expect(await find(empty.id)).toEqual(empty);
  });

  it('find ids given singly, as lists and as other columns', async () => {
    const rows = [await stored(), await stored()];
    const ids = rows.map((row) => row.id);
    expect(await test.database.read.countBy(SampleEntity, { id: In(ids) })).toBe(2);
    expect(await test.database.read.countBy(SampleEntity, { createdById: rows[0]!.createdById! })).toBe(1);
  });

  it('refuse an id of another kind instead of finding nothing', async () => {
    await expect(find(newId('app'))).rejects.toThrow('This column takes ids that begin with opn_');
    await expect(stored({ createdById: 'opn_1' })).rejects.toThrow('per_');
  });

  it('make a forgotten condition an error', async () => {
    const id = undefined as unknown as string;
    await expect(test.database.read.findOneBy(SampleEntity, { id })).rejects.toThrow(/undefined/i);
  });

  it('name the constraint that a row violates', async () => {
    const { slug } = await stored();
    const failure = await stored({ slug }).catch((error: unknown) => error);
    expect(isUniqueViolation(failure)).toBe(true);
    expect(isUniqueViolation(failure, 'sample_slug_key')).toBe(true);
    expect(isUniqueViolation(failure, 'sample_pkey')).toBe(false);
    expect(isUniqueViolation(await stored({ state: 'ajar' }).catch((error: unknown) => error))).toBe(false);
  });
});

describe('A transaction', () => {
  it('keeps nothing and runs no hook when its work fails', async () => {
    const row = sample();
    let hooks = 0;
    const failing = test.database.transaction(async (tx) => {
      await tx.insert(SampleEntity, row);
      afterCommit(tx, () => {
        hooks += 1;
      });
      throw new Error('the work fails');
    });
    await expect(failing).rejects.toThrow('the work fails');
    expect([await find(row.id), hooks]).toEqual([null, 0]);
  });

  it('runs nothing more once its work was given up on, however late the next statement comes', async () => {
    const row = sample();
    let late: unknown;
    const lateWork = latch();
    const givenUp = test.database.transaction(async (tx) => {
      const goingOn = async () => {
        await tx.query('SELECT pg_sleep(0.2)');
        await tx.insert(SampleEntity, row);
      };
      goingOn()
        .catch((error: unknown) => {
          late = error;
        })
        .finally(() => lateWork.open());
      throw new Error('took too long');
    });
    await expect(givenUp).rejects.toThrow('took too long');
    await lateWork.opened;
    expect(String(late)).toContain('after the end of its transaction');
    expect(await find(row.id)).toBeNull();
  });

  it('runs its hooks when others can see what it wrote, and waits for none of them', async () => {
    const row = sample();
    const seen = latch();
    let found: SampleEntity | null = null;
    await test.database.transaction(async (tx) => {
      await tx.insert(SampleEntity, row);
      afterCommit(tx, () => new Promise(() => undefined));
      afterCommit(tx, () => {
        throw new Error('a failing hook harms nobody');
      });
      afterCommit(tx, async () => {
        found = await find(row.id);
        seen.open();
      });
    });
    await seen.opened;
    expect(found).toEqual(row);
  });

  it('refuses a second connection inside, and allows one again afterwards', async () => {
    await test.database.transaction(async () => {
      expect(() => test.database.read).toThrow('inside a transaction');
      await expect(test.database.transaction(async () => undefined)).rejects.toThrow('inside a transaction');
    });
    await test.database.ping();
    expect(await find(newId('opn'))).toBeNull();
  });

  it('takes no hook after its end', async () => {
    const ended = await test.database.transaction(async (tx) => tx);
    expect(() => afterCommit(ended, () => undefined)).toThrow('already ended');
  });

  it('lets one of many callers make a conditional change', async () => {
    const { id } = await stored();
    const close = () =>
      test.database.transaction(async (tx) => {
        const result = await tx.update(SampleEntity, { id, state: 'open' }, { state: 'closed' });
        expectOne(result, () => new Error('already closed'));
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, close));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('fails as unavailable when its connection is killed, and the next one works', async () => {
    const killed = test.database.transaction(async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await test.database.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      await tx.insert(SampleEntity, sample());
    });
    await expect(killed).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 });
    await stored();
  });

  it.each([
    ['inserts', (tx: Tx) => tx.insert(SampleEntity, sample())],
    ['finds', (tx: Tx) => tx.findOneBy(SampleEntity, { id: newId('opn') })],
    ['asks in SQL', (tx: Tx) => tx.query('SELECT 1')],
  ])('fails as unavailable where the connection broke while it did something else, and it %s then', async (_, next) => {
    const broken = test.database.transaction(async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await test.database.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      while (!tx.queryRunner!.isReleased) await new Promise((resolve) => setImmediate(resolve));
      await next(tx);
    });
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('Opening a database', () => {
  it('fails as unavailable where nothing listens', async () => {
    const url = 'postgres://applicants:test@127.0.0.1:1/nowhere';
    const opening = Database.open({ ...schema, url, applicationName: 'test' });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('lets the log-in role carry search path and deadlines', async () => {
    const [settings] = await test.database.read.query(
      `SELECT current_schema() AS schema, current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(settings).toEqual({ schema: 'applicants', statement: '30s', idle: '30s' });
  });
});
