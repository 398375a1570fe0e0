import { randomUUID } from 'node:crypto';
import { newId } from '@guildhall/messages/contract';
import { leastOpening, samplePlan } from './opening.js';

/** The least that an operation accepts, and what else a client may choose. */
export interface KnownRequest {
  /** A new one for each request, since addresses are limited. */
  body?: (known: KnownIds) => object;
  /** Optional properties of the body; everything else is refused. */
  optional?: string[];
  /** Paths of objects inside the body that refuse unknown properties too. */
  nested?: string[];
  /** @param id of the object that the request names */
  headers?: (id: string) => Record<string, string>;
}

/** What bodies refer to. */
export interface KnownIds {
  planVersionId: string;
  /** A member of staff whom nobody will miss. */
  leaverId: string;
  takeId: string;
  projectId: string;
  /** Of applicant A. */
  contractId: string;
  consentText: { version: string; sha256: string };
  /** Applicant A, and somebody else on A's opening. */
  comparedIds: string[];
}

const aToken = 'ghl_'.padEnd(47, 'x');
const anAccount = {
  ...{ routingNumber: '021000021', accountNumber: '000123450001', accountType: 'checking', holderName: 'Ada' },
};
const tus = { 'tus-resumable': '1.0.0' };
const anEmail = () => `${randomUUID()}@somewhere.example`;

/** By operation. A body has to be valid in form; whether the state allows the act is another matter. */
export const knownRequests: Record<string, KnownRequest> = {
  'POST /v1/auth/mail-codes': { body: () => ({ email: anEmail() }) },
  'POST /v1/auth/mail-codes/verify': { body: () => ({ email: anEmail(), code: '000000' }) },
  'POST /v1/auth/mail-links/verify': { body: () => ({ token: aToken }) },
  'POST /v1/auth/password': { body: () => ({ email: anEmail(), password: 'a wrong password' }) },
  'POST /v1/auth/invitations/accept': { body: () => ({ token: aToken, password: 'a password of my own' }) },
  'POST /v1/auth/step-up/verify': { body: () => ({ code: '000000' }) },
  'PATCH /v1/me': { body: () => ({ displayName: 'The same as before' }), optional: ['locale'] },
  'POST /v1/me/password': {
    body: () => ({ currentPassword: 'a wrong password', newPassword: 'a password of my own' }),
  },
  'POST /v1/staff': { body: () => ({ email: anEmail(), displayName: 'Somebody new', roles: [] }) },
  'POST /v1/staff/{staffId}/roles': { body: () => ({ roles: ['reviewer'] }) },
  'POST /v1/api-keys': { body: () => ({ name: 'A system', scopes: ['events:read'] }) },
  'POST /v1/openings': {
    body: ({ planVersionId }) => leastOpening(planVersionId),
    optional: ['transcriptCheckHours', 'aiDailyCapMicros', 'requiresBlindReview'],
    nested: ['payRange'],
  },
  'POST /v1/openings/{openingId}/staff': { body: ({ leaverId }) => ({ staffId: leaverId }) },
  'POST /v1/openings/{openingId}/applications': {
    body: () => ({ email: anEmail(), displayName: 'Somebody', region: 'US-IL', language: 'en' }),
    optional: ['locale'],
  },
  'POST /v1/applications/{applicationId}/decisions': {
    body: () => ({ kind: 'hold', reasonCode: 'second_opinion' }),
    optional: ['note'],
    headers: () => ({ 'if-match': '"1"' }),
  },
  'POST /v1/openings/{openingId}/decisions': {
    body: () => ({ applicationIds: [newId('app')], decision: 'hold', reasonCode: 'second_opinion' }),
    optional: ['note'],
  },
  'POST /v1/openings/{openingId}/shortlists': { body: () => ({ name: 'For the second round' }) },
  'POST /v1/applications/{applicationId}/notes': { body: () => ({ text: 'Call back on Monday.' }) },
  'POST /v1/applications/{applicationId}/appeal/conclusion': {
    body: () => ({ outcome: 'upheld', reasonCode: 'evidence_reads_the_same' }),
  },
  'POST /v1/me/applications/{applicationId}/appeal': { body: () => ({}), optional: ['reason'] },
  'POST /v1/applications/{applicationId}/interview/adjustments': {
    body: () => ({ timeFactor: 1 }),
    optional: ['writtenAnswers', 'extraBreaks'],
  },
  'POST /v1/applications/{applicationId}/review/ratings': {
    body: () => ({
      ratings: [{ criterion: 'design', level: 3, quote: { questionId: 'q1', text: 'Aloud.' }, note: 'Shown.' }],
    }),
    nested: ['ratings.0', 'ratings.0.quote'],
  },
  'POST /v1/applications/{applicationId}/review/conclusion': {
    body: () => ({ changes: [{ criterion: 'design', level: 4, reason: 'missed_evidence', note: 'It is there.' }] }),
    nested: ['changes.0'],
  },
  'POST /v1/openings/{openingId}/what-if': {
    body: () => ({
      weights: [
        { criterionId: 'task_design', weight: 60 },
        { criterionId: 'verification', weight: 40 },
      ],
    }),
    optional: ['rankingId'],
    nested: ['weights.0'],
  },
  'POST /v1/applications/{applicationId}/legal-hold': { body: () => ({ reason: 'A claim about the selection.' }) },
  'POST /v1/deletion-certificates/verify': { body: () => ({ certificate: {} }) },
  'POST /v1/plans': { body: () => ({ name: 'A plan' }) },
  'POST /v1/plans/{planId}/versions': { body: () => ({ document: samplePlan }), optional: ['afterNumber'] },
  'POST /v1/plan-versions/{planVersionId}/preview': {
    body: () => ({ answers: [{ questionId: 'q1', text: 'I compare every number.' }] }),
    nested: ['answers.0'],
  },
  'POST /v1/interviews/{interviewId}/consent': {
    body: ({ consentText: { version, sha256 } }) => ({ textVersion: version, textSha256: sha256, agreed: true }),
  },
  'POST /v1/interviews/{interviewId}/adjustments': {
    body: () => ({
      timeFactor: 1.5,
      request: { moreTime: true, writtenAnswers: false, extraBreaks: false, note: 'Slowly.' },
    }),
    nested: ['request'],
  },
  'POST /v1/interviews/{interviewId}/signals': {
    body: () => ({ kind: 'left_page' }),
    optional: ['questionId', 'seconds'],
  },
  'POST /v1/interviews/{interviewId}/questions/{questionId}/choice': { body: ({ takeId }) => ({ takeId }) },
  'POST /v1/interviews/{interviewId}/questions/{questionId}/written': { body: () => ({ text: 'In writing.' }) },
  'POST /v1/interviews/{interviewId}/transcripts/{transcriptId}/corrections': {
    body: () => ({ sentence: 1, text: null }),
  },
  'POST /v1/interviews/{interviewId}/transcripts/{transcriptId}/mistakes': {
    body: () => ({ sentence: 1, note: 'A word is wrong.' }),
  },
  'POST /v1/uploads': {
    headers: (takeId) => ({
      ...{ ...tus, 'upload-length': '10' },
      'upload-metadata': `takeId ${Buffer.from(takeId).toString('base64')},segment ${Buffer.from('1').toString('base64')}`,
    }),
  },
  'HEAD /v1/uploads/{uploadId}': { headers: () => tus },
  'DELETE /v1/uploads/{uploadId}': { headers: () => tus },
  'PATCH /v1/uploads/{uploadId}': {
    body: () => Buffer.from('recorded'),
    headers: () => ({ ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }),
  },
  'POST /v1/takes/{takeId}/interruptions': { body: () => ({ kind: 'camera_lost', atSeconds: 80 }) },
  'POST /v1/takes/{takeId}/complete': {
    body: () => ({ segments: [{ uploadId: `upl_${'0'.repeat(32)}`, bytes: 1, sha256: '0'.repeat(64) }] }),
    nested: ['segments.0'],
  },
  'POST /v1/projects': {
    body: () => ({ codeName: 'Heron', brief: 'Birds.', governingLaw: 'the State of New York' }),
    optional: ['staffIds'],
  },
  'POST /v1/applications/{applicationId}/offer': {
    body: ({ projectId }) => ({
      ...{ projectId, rateMinor: '9500', currency: 'USD', weeklyLimitHours: 40 },
      ...{ startDate: '2026-01-12', zone: 'America/New_York' },
    }),
    optional: ['expiresInDays'],
  },
  'POST /v1/signing/sessions': { body: () => ({ token: aToken }) },
  'POST /v1/signing/consent': {
    body: () => ({ textVersion: '2026-11', textSha256: '0'.repeat(64), accessCode: 'ABCDEF' }),
  },
  'POST /v1/signing/authenticate': { body: () => ({ code: '000000' }) },
  'POST /v1/signing/documents/{documentId}/sign': { body: () => ({ typedName: 'Somebody' }) },
  'POST /v1/signing/decline': { body: () => ({ reasonCode: 'rate' }) },
  'POST /v1/verify': {
    body: () => Buffer.from('%PDF-1.7'),
    headers: () => ({ 'content-type': 'application/pdf' }),
  },
  'POST /v1/me/tax-form': {
    body: () => ({ form: 'w9', name: 'Ada', numberKind: 'ssn', number: '123-45-6789', certified: true }),
  },
  'POST /v1/me/payout-methods': { body: () => anAccount },
  'POST /v1/me/payout-methods/change': { body: () => anAccount },
  'POST /v1/me/time-entries': {
    body: ({ contractId }) => ({
      contractId,
      startedAt: '2026-01-05T08:00:00Z',
      endedAt: '2026-01-05T09:00:00Z',
    }),
    optional: ['note'],
  },
  'POST /v1/onboarding-items/{onboardingItemId}/review': {
    body: () => ({ version: '1', outcome: 'verified' }),
    optional: ['reasonCode'],
  },
  'POST /v1/onboarding-items/{onboardingItemId}/reveal': { body: () => ({ purpose: 'payment_inquiry' }) },
  'POST /v1/timesheets/{timesheetId}/lines/{timesheetLineId}/approve': {
    body: () => ({}),
    optional: ['exceptionCode'],
  },
  'POST /v1/timesheets/{timesheetId}/lines/{timesheetLineId}/query': { body: () => ({ reasonCode: 'note_missing' }) },
  'POST /v1/pay-runs': {
    body: () => ({ periodStart: '2026-01-05', periodEnd: '2026-01-11', currency: 'USD' }),
  },
  'POST /v1/pay-runs/{payRunId}/approve': { body: () => ({ snapshotSha256: '0'.repeat(64) }) },
  'POST /v1/payouts/{payoutId}/reissue': { body: () => ({ reasonCode: 'other' }) },
  'POST /v1/webhooks': {
    body: () => ({ url: 'https://hooks.invalid/guildhall', types: 'payrun.closed' }),
    optional: ['description'],
  },
  'PATCH /v1/webhooks/{webhookId}': { body: () => ({ description: 'The same as before' }), optional: ['url', 'types'] },
  'POST /v1/webhooks/{webhookId}/secrets': { body: () => ({}), optional: ['overlapHours'] },
  'POST /v1/webhooks/{webhookId}/replays': {
    body: () => ({ from: '2020-01-01T00:00:00.000Z', until: '2020-01-02T00:00:00.000Z' }),
  },
  'POST /v1/operations/parked-jobs/{jobId}/rerun': { body: () => ({ service: 'interviews' }) },
  'POST /v1/operations/parked-events/{eventId}/rerun': { body: () => ({ service: 'interviews' }) },
};

/** Queries without which an operation cannot be asked. */
export const knownQueries: Record<string, (known: KnownIds) => string> = {
  'GET /v1/operations/waiting-jobs': () => '?service=interviews',
  'GET /v1/operations/parked-jobs': () => '?service=interviews',
  'GET /v1/operations/parked-events': () => '?service=interviews',
  'GET /v1/openings/{openingId}/candidates/export': () => '?format=csv',
  'GET /v1/openings/{openingId}/transcript-search': () => '?q=assumption',
  'GET /v1/openings/{openingId}/comparison': ({ comparedIds }) => `?applicationIds=${comparedIds.join(',')}`,
};
