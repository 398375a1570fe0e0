import { randomBytes, randomUUID } from 'node:crypto';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { DataKeyStore } from '@guildhall/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PersonalKeyEntity } from './personal-key.entity.js';
import { PersonalKeysRepository } from './personal-keys.repository.js';
import { type FieldKey, type FieldPlace, openField, sealField } from './sealed-field.js';

/** Injection token of the keys that wrap others: a folder, or a key management service behind the same three calls. */
export const WRAPPING_KEYS = Symbol('wrapping-keys');

/** Ids in the store of wrapping keys. */
const wrappingKeyId = 'payroll-wrapping-1';
const indexKeyIds = { tax_number: 'payroll-index-tax-number', account: 'payroll-index-account' } as const;

/** Of the house itself: payout files hold the accounts of many. */
export const houseOwner = 'house';

/**
 * One data key per person for everything sensitive of theirs. It lies wrapped in the database, its wrapping key outside:
 * neither is of use alone, and erasing the row erases what was written under it.
 */
@Injectable()
export class PersonalKeys {
  constructor(
    @Inject(WRAPPING_KEYS) private readonly wrapping: DataKeyStore,
    private readonly keys: PersonalKeysRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The owner's key, made now where there is none. */
  async obtain(tx: Tx, owner: string): Promise<FieldKey> {
    const known = await this.keys.find(owner, tx);
    if (known) return await this.unwrap(known);
    const wrapped = sealField(await this.wrappingKey(), wrapPlace(owner), randomBytes(32).toString('base64url'));
    const keyId = randomUUID();
    await this.keys.insert(tx, { owner, keyId, wrapped, createdAt: this.clock.now() });
    return await this.unwrap((await this.keys.find(owner, tx))!);
  }

  /** @throws AppError `not_found` where the key was erased, and with it what it opened */
  async open(owner: string, place: FieldPlace, token: string, manager?: EntityManager): Promise<string> {
    const known = await this.keys.find(owner, manager);
    if (!known) throw new AppError('not_found', 'The data was erased with its key.');
    return openField(await this.unwrap(known), place, token);
  }

  /** The keys of many owners; erased ones are left out. */
  async allOf(owners: string[]): Promise<Map<string, FieldKey>> {
    const opened = new Map<string, FieldKey>();
    for (const known of await this.keys.findAll(owners)) opened.set(known.owner, await this.unwrap(known));
    return opened;
  }

  async indexKey(field: keyof typeof indexKeyIds): Promise<Buffer> {
    return await this.wrapping.create(indexKeyIds[field]);
  }

  private async unwrap({ owner, keyId, wrapped }: PersonalKeyEntity): Promise<FieldKey> {
    const opened = openField(await this.wrappingKey(), wrapPlace(owner), wrapped);
    return { id: keyId, key: Buffer.from(opened, 'base64url') };
  }

  private async wrappingKey(): Promise<FieldKey> {
    this.wrappingKeyOnce ??= this.wrapping.create(wrappingKeyId);
    return { id: '0'.repeat(32), key: await this.wrappingKeyOnce };
  }

  private wrappingKeyOnce: Promise<Buffer> | undefined;
}

function wrapPlace(owner: string): FieldPlace {
  return { table: 'personal_key', column: 'wrapped', rowId: owner, version: 1 };
}
