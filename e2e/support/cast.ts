import type { OwnedType, Scope } from '@guildhall/auth';
import { scopes } from '@guildhall/auth';
import type { ApiKeyCreated } from '@guildhall/messages/accounts';
import { newId, type StaffRole } from '@guildhall/messages/contract';
import type { Contract } from '@guildhall/messages/contracts';
import type { WebhookDelivery, WebhookDeliveryPage, WebhookWithSecret } from '@guildhall/messages/events';
import type { Deletion, Plan, PlanVersion, Shortlist, Transcripts } from '@guildhall/messages/interviews';
import type { ApiClient } from '../../tools/client/api-client.js';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { advance, offerWork } from '../../tools/client/offer.js';
import { poll } from '../../tools/client/poll.js';
import { stepUp } from '../../tools/client/step-up.js';
import { WebhookReceiver } from '../../tools/client/webhook-receiver.js';
import type { House } from './house.js';
import { leastOpening, makeApplicant, makeOpening, sampleAnswer, samplePlan, sampleRecording } from './opening.js';
import { payContractors } from './pay.js';
import { locationOf, TusUpload } from './recording.js';
import type { KnownIds } from './requests.js';

/** Somebody who calls the API, and what an access rule asks of them. */
export interface Caller {
  name: string;
  token: string | null;
  kind: 'anonymous' | 'applicant' | 'staff' | 'system';
  roles: StaffRole[];
  scope: Scope | null;
  isSteppedUp: boolean;
  /** Whose objects they may touch: those around applicant A, those around B, or (admins, systems) all. */
  side: 'a' | 'b' | 'both' | 'neither';
}

/** One object of every kind, around one applicant on one opening. */
export type Objects = Record<Exclude<OwnedType, 'link' | 'plan' | 'answer' | 'transcript'>, string>;

export interface Cast {
  callers: Caller[];
  objects: Record<'a' | 'b', Objects>;
  /** An opening that only its maker and admins may know of. */
  draftOpeningId: string;
  /** Objects of the whole company, by the parameter that names them; and of A those that lie within an object of A's. */
  company: Record<string, string>;
  mediaToken: string;
  known: KnownIds;
  /** What only A, the staff on A's opening and admins may ever read. */
  secretsOfA: string[];
}

const staff = (name: string, api: ApiClient, roles: StaffRole[], side: Caller['side']): Caller => ({
  ...{ name, token: api.token, kind: 'staff', roles, scope: null, isSteppedUp: false, side },
});

const pingedWithinMs = 30_000;

const applicantCaller = (name: string, { api }: ApplicantClient, side: 'a' | 'b'): Caller => ({
  ...{ name, token: api.token, kind: 'applicant', roles: [], scope: null, isSteppedUp: false, side },
});

/** Two openings with their staff and one applicant each, and everybody else who may knock at the door. */
export async function gatherCast(house: House): Promise<Cast> {
  const on = await house.invite('recruiter-on', ['recruiter']);
  const off = await house.invite('recruiter-off', ['recruiter']);
  const reviewer = await house.invite('reviewer-on', ['reviewer']);
  const finance = await house.invite('finance', ['finance']);
  const leaver = await house.invite('leaver', ['reviewer']);
  const admin = await house.invite('admin-not-proved', ['admin']);
  const openings = { a: await makeOpening(on.api), b: await makeOpening(off.api) };
  await on.api.post(`/v1/openings/${openings.a.id}/staff`, { staffId: reviewer.id });
  const draft = await off.api.post<{ id: string }>('/v1/openings', leastOpening(openings.b.planVersionId));

  const [a, b, besideA] = await Promise.all([
    makeApplicant(house, openings.a.id, 'a'),
    makeApplicant(house, openings.b.id, 'b'),
    makeApplicant(house, openings.a.id, 'beside-a'),
  ]);
  const pay = await payContractors(house, [a, b]);
  const [payOfA, payOfB] = pay.contractors as [(typeof pay.contractors)[0], (typeof pay.contractors)[0]];
  const objects = {
    a: { ...(await objectsAround(a, openings.a.id)), ...payOfA.objects },
    b: { ...(await objectsAround(b, openings.b.id)), ...payOfB.objects },
  };
  const answered = await a.answer('q1', sampleRecording('short'));
  objects.a.take = answered.id;
  await a.write('q2', sampleAnswer('excellent'));
  await a.submit();
  await house.settle();
  const offers = {
    a: await offerAround(house, on.api, a, objects.a),
    b: await offerAround(house, off.api, b, objects.b),
  };

  objects.a.shortlist = await shortlistOn(on.api, objects.a.opening);
  objects.b.shortlist = await shortlistOn(off.api, objects.b.opening);

  const fresh = await steppedUpAdmin(house);
  objects.a.deletion = await heldDeletion(fresh, a);
  objects.b.deletion = await heldDeletion(fresh, b);

  await stepUp(a.api, house.mailbox, a.details.email);
  const { url } = await on.api.post<{ url: string }>(`/v1/takes/${answered.id}/media-links`);
  const { consentText } = await a.interview();
  const { transcripts } = await a.api.get<Transcripts>(`/v1/interviews/${a.interviewId}/transcripts`);
  const keys = await Promise.all(scopes.map((scope) => systemCaller(fresh, scope)));
  return {
    callers: [
      {
        name: 'anonymous',
        token: null,
        kind: 'anonymous',
        roles: [],
        scope: null,
        isSteppedUp: false,
        side: 'neither',
      },
      { ...applicantCaller('applicant A', a, 'a'), isSteppedUp: true },
      applicantCaller('applicant B', b, 'b'),
      staff('recruiter on the opening', on.api, ['recruiter'], 'a'),
      staff('reviewer on the opening', reviewer.api, ['reviewer'], 'a'),
      staff('recruiter not on the opening', off.api, ['recruiter'], 'b'),
      staff('finance', finance.api, ['finance'], 'neither'),
      staff('admin', admin.api, ['admin'], 'both'),
      { ...staff('admin, proved again', fresh, ['admin'], 'both'), isSteppedUp: true },
      ...keys,
    ],
    objects,
    draftOpeningId: draft.id,
    company: {
      ...(await companyObjects(on.api, fresh)),
      ...pay.company,
      staffId: leaver.id,
      transcriptId: transcripts.find(({ takeId }) => takeId === answered.id)!.id,
      documentId: offers.a.documents[0]!.id,
      applicationId: objects.a.application,
    },
    mediaToken: url.split('/').at(-1)!,
    known: {
      ...{ planVersionId: openings.a.planVersionId, leaverId: leaver.id, takeId: answered.id },
      projectId: objects.a.project,
      contractId: payOfA.contractId,
      consentText,
      comparedIds: [a.application.id, besideA.application.id],
    },
    secretsOfA: [a.details.email, a.details.name, a.application.id, a.application.personId, a.interviewId, answered.id],
  };
}

type ObjectsOfPay = 'timeEntry' | 'timesheet' | 'payout';

async function objectsAround(applicant: ApplicantClient, opening: string): Promise<Omit<Objects, ObjectsOfPay>> {
  await applicant.consent();
  const take = await applicant.startTake('q3');
  const created = await new TusUpload(applicant).create(take.id, 1_000);
  const upload = locationOf(created).split('/').at(-1)!;
  const { id: application } = applicant.application;
  // Projects and contracts come later, with an offer, and deletions last.
  return {
    opening,
    application,
    interview: applicant.interviewId,
    take: take.id,
    upload,
    project: '',
    contract: '',
    deletion: '',
    shortlist: '',
  };
}

/** Work is offered to the applicant, and its contract waits for a signature. */
async function offerAround(
  house: House,
  recruiter: ApiClient,
  applicant: ApplicantClient,
  objects: Objects,
): Promise<Contract> {
  const { id } = applicant.application;
  await advance(recruiter, id);
  objects.project = (await offerWork(recruiter, id)).projectId;
  await house.settle();
  const contract = await recruiter.get<Contract>(`/v1/applications/${id}/contract`);
  objects.contract = contract.id;
  return contract;
}

async function shortlistOn(recruiter: ApiClient, openingId: string): Promise<string> {
  return (await recruiter.post<Shortlist>(`/v1/openings/${openingId}/shortlists`, { name: 'To be compared' })).id;
}

/** One that waits: everything of the interview is still there to be asked for. */
async function heldDeletion(admin: ApiClient, { api, application, interviewId }: ApplicantClient): Promise<string> {
  await admin.post(`/v1/applications/${application.id}/legal-hold`, { reason: 'A claim about the selection.' });
  return (await api.post<Deletion>(`/v1/interviews/${interviewId}/deletion`)).id;
}

async function steppedUpAdmin(house: House): Promise<ApiClient> {
  const { api } = await house.invite('second-admin', ['admin']);
  await stepUp(api, house.mailbox, 'second-admin@staff.example');
  return api;
}

async function systemCaller(admin: ApiClient, scope: Scope): Promise<Caller> {
  const { key } = await admin.post<ApiKeyCreated>('/v1/api-keys', { name: scope, scopes: [scope] });
  // The first use is noted beside the key, whatever was asked with it.
  await expect(admin.as(key).get('/v1/staff')).rejects.toMatchObject({ status: 403 });
  return { name: `key with ${scope}`, token: key, kind: 'system', roles: [], scope, isSteppedUp: false, side: 'both' };
}

async function companyObjects(recruiter: ApiClient, admin: ApiClient): Promise<Record<string, string>> {
  const plan = await recruiter.post<Plan>('/v1/plans', { name: 'Another plan' });
  const draft = await recruiter.post<PlanVersion>(`/v1/plans/${plan.id}/versions`, { document: samplePlan });
  const key = await admin.post<ApiKeyCreated>('/v1/api-keys', { name: 'To be revoked', scopes: ['events:read'] });
  return {
    ...{ planId: plan.id, planVersionId: draft.id, planTemplateId: 'physician', apiKeyId: key.id },
    ...(await webhookObjects(admin)),
    // Nothing is parked in a house that works; these stand for ids that are well formed.
    ...{ jobId: newId('job'), eventId: newId('evt') },
  };
}

/** An endpoint that wants nothing that happens here, with one delivery that has ended: none is tried again later by itself. */
async function webhookObjects(admin: ApiClient): Promise<Record<string, string>> {
  const receiver = await WebhookReceiver.start();
  try {
    const input = { url: receiver.url, types: 'payrun.closed' };
    const { id } = await admin.post<WebhookWithSecret>('/v1/webhooks', input);
    const ping = await admin.post<WebhookDelivery>(`/v1/webhooks/${id}/ping`);
    await poll('The ping', async () => hasEnded(admin, id), pingedWithinMs);
    return { webhookId: id, deliveryId: ping.id };
  } finally {
    receiver.close();
  }
}

async function hasEnded(admin: ApiClient, webhookId: string): Promise<true | null> {
  const { data } = await admin.get<WebhookDeliveryPage>(`/v1/webhooks/${webhookId}/deliveries`);
  return data.every(({ endedAt }) => endedAt !== null) || null;
}
