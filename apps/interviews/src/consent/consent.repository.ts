import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { ConsentEntity } from './consent.entity.js';

@Injectable()
export class ConsentRepository {
  constructor(private readonly database: Database) {}

  /** The consent that was given last, also where it was withdrawn since. */
  async latest(interviewId: string, manager: EntityManager = this.database.read): Promise<ConsentEntity | null> {
    return await manager.findOne(ConsentEntity, { where: { interviewId }, order: { number: 'DESC' } });
  }

  async add(tx: Tx, consent: ConsentEntity): Promise<void> {
    await tx.insert(ConsentEntity, consent);
  }

  async withdraw(tx: Tx, interviewId: string, at: Date): Promise<boolean> {
    const result = await tx.update(ConsentEntity, { interviewId, withdrawnAt: IsNull() }, { withdrawnAt: at });
    return (result.affected ?? 0) > 0;
  }
}
