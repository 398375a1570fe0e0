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

interface OfApplication {
  applicationId: string;
  personId?: string;
}

type Named<T> = Omit<T, 'personId'> & NameAndStage;

/** Of applications and of people, as their services allow. */
const askedAtOnce = 100;

/** Joins what two other services know of applications: how they stand, and the name. Systems are shown no names. */
@Injectable()
export class ApplicantNames {
  constructor(private readonly rpc: RpcClient) {}

  /** Rows that say whose they are have names and stages asked for at once; the person's id itself is not given out. */
  async withNameAndStage<T extends OfApplication>(rows: T[], caller: SignedIn): Promise<Named<T>[]> {
    const named: Named<T>[] = [];
    for (let from = 0; from < rows.length; from += askedAtOnce) {
      named.push(...(await this.fewWithNameAndStage(rows.slice(from, from + askedAtOnce), caller)));
    }
    return named;
  }

  private async fewWithNameAndStage<T extends OfApplication>(rows: T[], caller: SignedIn): Promise<Named<T>[]> {
    const applicationIds = rows.map(({ applicationId }) => applicationId);
    const people = rows.filter((row): row is T & { personId: string } => row.personId !== undefined);
    const [{ applicants }, early] = await Promise.all([
      this.rpc.call(applicantsOf, { applicationIds }),
      people.length === rows.length ? this.namesOf(people, caller) : null,
    ]);
    const known = new Map(applicants.map((applicant) => [applicant.applicationId, applicant]));
    const names = early ?? (await this.namesOf(applicants, caller));
    return rows.map(({ personId: _, ...row }) => {
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
