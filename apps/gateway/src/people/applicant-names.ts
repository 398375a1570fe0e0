import { peopleNames } from '@guildhall/messages/accounts';
import { type ApplicationStage, applicantsOf } from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { SignedIn } from '../access/signed-in.js';

export interface NameAndStage {
  name: string | null;
  stage: ApplicationStage | null;
  /** By when a person decides; null where nobody owes a decision. */
  decisionDueAt: string | null;
}

/** Of applications and of people, as their services allow. */
const askedAtOnce = 100;

/** Joins what two other services know of applications: how they stand, and the name. Systems are shown no names. */
@Injectable()
export class ApplicantNames {
  constructor(private readonly rpc: RpcClient) {}

  async withNameAndStage<T extends { applicationId: string }>(
    rows: T[],
    caller: SignedIn,
  ): Promise<(T & NameAndStage)[]> {
    const named: (T & NameAndStage)[] = [];
    for (let from = 0; from < rows.length; from += askedAtOnce) {
      named.push(...(await this.fewWithNameAndStage(rows.slice(from, from + askedAtOnce), caller)));
    }
    return named;
  }

  private async fewWithNameAndStage<T extends { applicationId: string }>(
    rows: T[],
    caller: SignedIn,
  ): Promise<(T & NameAndStage)[]> {
    const { applicants } = await this.rpc.call(applicantsOf, { applicationIds: rows.map((row) => row.applicationId) });
    const known = new Map(applicants.map((applicant) => [applicant.applicationId, applicant]));
    const names = await this.namesOf(applicants, caller);
    return rows.map((row) => {
      const applicant = known.get(row.applicationId);
      const name = applicant ? (names.get(applicant.personId) ?? null) : null;
      const standing = { stage: applicant?.stage ?? null, decisionDueAt: applicant?.decisionDueAt ?? null };
      return { ...row, name, ...standing };
    });
  }

  async withName<T extends { personId: string }>(
    rows: T[],
    caller: SignedIn,
  ): Promise<(T & { name: string | null })[]> {
    const names = await this.namesOf(rows, caller);
    return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? null }));
  }

  private async namesOf(rows: { personId: string }[], caller: SignedIn): Promise<Map<string, string>> {
    const personIds = [...new Set(rows.map(({ personId }) => personId))];
    if (caller.actor.kind !== 'staff' || personIds.length === 0) return new Map();
    const { people } = await this.rpc.call(peopleNames, { personIds });
    return new Map(people.map(({ personId, displayName }) => [personId, displayName]));
  }
}
