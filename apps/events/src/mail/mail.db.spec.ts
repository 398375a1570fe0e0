import { type Locale, mailRequested } from '@guildhall/messages/accounts';
import {
  applicationAdvanced,
  applicationDecisionOverdue,
  applicationHeld,
  applicationReceived,
  applicationWithdrawn,
} from '@guildhall/messages/applicants';
import { type EventEnvelope, newId } from '@guildhall/messages/contract';
import { type ContractFact, contractSent, signingCodeRequested } from '@guildhall/messages/contracts';
import {
  answerRejected,
  appealConcluded,
  appealOpened,
  interviewInvited,
  recordingsErased,
  reviewReminderDue,
} from '@guildhall/messages/interviews';
import { parkedJobs, rerunJob } from '@guildhall/messages/platform';
import { waitFor } from '@guildhall/testing';
import { admin, EventsHouse } from '../../test/events-house.js';
import { SmtpHouse } from '../../test/smtp-house.js';

describe('mail', () => {
  let smtp: SmtpHouse;
  let house: EventsHouse;
  let count = 0;

  beforeAll(async () => {
    smtp = await SmtpHouse.open();
    house = await EventsHouse.open({ smtpUrl: smtp.url });
  });
  afterEach(() => {
    smtp.refuse = () => null;
  });
  afterAll(async () => {
    await house?.close();
    await smtp?.stop();
  });

  const somebody = (displayName?: string, locale?: Locale) => {
    const email = `person${++count}@people.example`;
    return { email, personId: house.people.add(email, displayName, locale) };
  };
  const ask = async (personId: string, purpose: 'sign_in' | 'step_up' | 'invitation' = 'sign_in') =>
    await house.tell(mailRequested, `person/${personId}`, { personId, purpose });
  const invite = async (personId: string) => {
    const data = { interviewId: newId('int'), applicationId: newId('app'), openingId: newId('opn'), personId };
    await house.tell(interviewInvited, `interview/${data.interviewId}`, data);
    return data;
  };
  const contractOf = (personId: string): ContractFact => ({
    ...{ contractId: newId('ctr'), offerId: newId('off'), applicationId: newId('app'), openingId: newId('opn') },
    ...{ personId, projectId: newId('prj') },
  });
  const mailsOf = async (personId: string) =>
    await house.sql<{ id: string; state: string; state_reason: string | null; template: string }>(
      'SELECT id, state, state_reason, template FROM mail WHERE person_id = $1 ORDER BY id',
      [personId.slice(4)],
    );
  const parked = async () => {
    const context = { correlationId: 'req_test', actor: admin };
    return (await house.rpc.call(parkedJobs('events'), {}, { context })).data;
  };
  const rerun = async (jobId: string) => {
    const idempotency = { key: newId('job'), fingerprint: 'f'.repeat(64) };
    const context = { correlationId: 'req_test', actor: admin, idempotency };
    await house.rpc.call(rerunJob('events'), { jobId }, { context });
  };

  it('brings a code and a link to whoever asked for them', async () => {
    const { email, personId } = somebody();
    await ask(personId);
    await house.settle();
    const [mail] = smtp.to(email);
    expect(mail?.subject).toBe('Your code to sign in');
    expect(mail?.text).toMatch(/^Your code: \d{6}$/m);
    expect(mail?.text).toMatch(/^https:\/\/hiring\.example\/verify#token=[\w-]{43}$/m);
    expect(mail?.headers).toMatchObject({ 'auto-submitted': 'auto-generated' });
    expect(await mailsOf(personId)).toMatchObject([{ template: 'sign_in', state: 'sent' }]);
  });

  it('is written once and sent once for an event that is heard ten times at once', async () => {
    const { email, personId } = somebody();
    const told: EventEnvelope = {
      position: 1,
      id: newId('evt'),
      type: mailRequested.type,
      source: 'accounts',
      subject: `person/${personId}`,
      sequence: 1,
      time: house.clock.now().toISOString(),
      correlationId: 'req_test',
      causationId: null,
      data: { personId, purpose: 'step_up' },
    };
    await Promise.all(Array.from({ length: 10 }, () => house.hear(told)));
    await house.settle();
    expect(await mailsOf(personId)).toHaveLength(1);
    expect(smtp.to(email)).toHaveLength(1);
    expect(smtp.to(email)[0]!.text).not.toContain('#token=');
  });

  it('leads to the interview it is about, and greets by name where the address is proved', async () => {
    const { email, personId } = somebody('Zoë  “Z”\r\nBcc: evil@people.example');
    const { interviewId } = await invite(personId);
    await house.settle();
    const [mail] = smtp.to(email);
    expect(mail?.text).toMatch(/^Hello Zoë “Z” Bcc: evil@people\.example,$/m);
    expect(mail?.text).toContain(`\nhttps://hiring.example/me/interviews/${interviewId}\n`);
    expect(mail?.html).toContain(`<a href="https://hiring.example/me/interviews/${interviewId}">`);
    expect(smtp.to('evil@people.example')).toEqual([]);
    expect(mail?.text).toMatch(/You can record until Fri,? 20 Nov 2026, 14:05 UTC\./);
  });

  it('is in the language of its reader, the code on a line of its own', async () => {
    const { email, personId } = somebody('ليلى', 'ar');
    await invite(personId);
    await ask(personId);
    await house.settle();
    const bySubject = new Map(smtp.to(email).map((mail) => [mail.subject, mail]));
    expect([...bySubject.keys()].sort()).toEqual(['رمز تسجيل الدخول', 'مقابلتك جاهزة']);
    const invited = bySubject.get('مقابلتك جاهزة')!;
    expect(invited.text).toContain('مرحبًا \u2068ليلى\u2069،');
    expect(invited.text).toMatch(/حتى الجمعة،? 20 نوفمبر 2026، الساعة 14:05 بالتوقيت العالمي المنسق/);
    expect(invited.html).toContain('dir="rtl"');
    expect(bySubject.get('رمز تسجيل الدخول')!.text).toMatch(/^رمزك:\n\d{6}$/m);
  });

  it('asks for a confirmation of a new application, and names nobody in it', async () => {
    const { email, personId } = somebody('You have won, see evil.example');
    const received = { applicationId: newId('app'), openingId: newId('opn'), personId };
    const subject = `application/${received.applicationId}`;
    await house.tell(applicationReceived, subject, { ...received, duplicate: false });
    await house.settle();
    await house.tell(applicationReceived, subject, { ...received, duplicate: true });
    await house.settle();
    const [first, second] = smtp.to(email);
    expect([first?.subject, second?.subject]).toEqual(['Confirm your application', 'You have already applied']);
    for (const mail of [first, second]) {
      expect(mail?.text).toMatch(/^Your code: \d{6}$/m);
      expect(mail?.text).not.toContain('evil.example');
      expect(mail?.html).not.toContain('evil.example');
    }
  });

  it('tells everybody on an opening of a decision that is overdue, and the applicant nothing', async () => {
    const [applicant, one, other] = [somebody('Waiting'), somebody('One'), somebody('Other')];
    const applicationId = newId('app');
    const staffIds = [one.personId, other.personId];
    const dueAt = house.clock.now().toISOString();
    const data = { applicationId, openingId: newId('opn'), personId: applicant.personId, dueAt, staffIds };
    await house.tell(applicationDecisionOverdue, `application/${applicationId}`, data);
    await house.settle();
    for (const { email } of [one, other]) {
      expect(smtp.to(email)).toMatchObject([{ subject: 'A decision is overdue' }]);
      expect(smtp.to(email)[0]!.text).toContain(`Application: ${applicationId}`);
    }
    expect(smtp.to(applicant.email)).toEqual([]);
  });

  it('reminds of reviews once a day, whatever the opening, and names nobody', async () => {
    const reviewer = somebody('Reviewer');
    const remind = async (isOverdue: boolean) => {
      const openingId = newId('opn');
      const data = { openingId, staffIds: [reviewer.personId], isOverdue };
      await house.tell(reviewReminderDue, `opening/${openingId}`, data);
      await house.settle();
    };
    await remind(true);
    await remind(false);
    expect(smtp.to(reviewer.email)).toMatchObject([{ subject: 'Reviews are overdue' }]);
    expect(smtp.to(reviewer.email)[0]!.text).toContain('/console');
    house.clock.advance({ days: 1 });
    await remind(false);
    expect(smtp.to(reviewer.email).map(({ subject }) => subject)).toEqual([
      'Reviews are overdue',
      'Reviews are due tomorrow',
    ]);
  });

  it('tells of another look, and of what came of it', async () => {
    const { email, personId } = somebody();
    const ids = { interviewId: newId('int'), applicationId: newId('app'), openingId: newId('opn'), personId };
    const appeal = { ...ids, appealId: newId('apl') };
    await house.tell(appealOpened, `interview/${ids.interviewId}`, { ...appeal, dueAt: '2026-03-20T10:00:00.000Z' });
    const answer = { outcome: 'changed' as const, reasonCode: 'evidence_was_missed', concludedBy: newId('per') };
    await house.tell(appealConcluded, `interview/${ids.interviewId}`, { ...appeal, ...answer });
    await house.settle();
    expect(
      smtp
        .to(email)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['The decision about your application is taken back', 'Your request for another look has arrived']);
  });

  it('says in plain words why an answer could not be used', async () => {
    const { email, personId } = somebody();
    const ids = { interviewId: newId('int'), applicationId: newId('app'), openingId: newId('opn'), personId };
    const data = { ...ids, takeId: newId('tak'), questionId: 'q1', reason: 'recording_without_audio' };
    await house.tell(answerRejected, `interview/${ids.interviewId}`, data);
    await house.settle();
    expect(smtp.to(email)[0]?.text).toContain('It has no sound');
  });

  it('says that recordings are gone, and why', async () => {
    const { email, personId } = somebody();
    const ids = { interviewId: newId('int'), applicationId: newId('app'), openingId: newId('opn'), personId };
    const data = { ...ids, deletionId: newId('del'), reason: 'retention' as const, dueAt: '2026-12-22T09:00:00.000Z' };
    await house.tell(recordingsErased, `interview/${ids.interviewId}`, data);
    await house.settle();
    const [mail] = smtp.to(email);
    expect(mail?.text).toContain('We have kept your recordings for as long as we may. Your recordings were deleted');
  });

  it('tells of decisions, but not of an application that is only held', async () => {
    const { email, personId } = somebody();
    const ids = { applicationId: newId('app'), openingId: newId('opn'), personId };
    const decided = { ...ids, decisionId: newId('dec'), reasonCode: 'x', decidedBy: newId('per') };
    await house.tell(applicationHeld, `application/${ids.applicationId}`, decided);
    await house.tell(applicationAdvanced, `application/${ids.applicationId}`, decided);
    await house.tell(applicationWithdrawn, `application/${ids.applicationId}`, ids);
    await house.settle();
    expect(
      smtp
        .to(email)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Your application goes on', 'Your application is withdrawn']);
  });

  it('waits while the mail server is away, and is sent when it is back', async () => {
    const [first, second] = [somebody(), somebody()];
    await smtp.stop();
    await invite(first.personId);
    await invite(second.personId);
    await waitFor(async () => {
      const tried = await house.sql(`SELECT FROM job_intent WHERE state = 'waiting' AND attempt > 0`);
      return tried.length === 2;
    });
    expect(await house.sql('SELECT failures FROM job_intent WHERE failures > 0')).toEqual([]);
    expect(await mailsOf(first.personId)).toMatchObject([{ state: 'waiting' }]);
    await smtp.start();
    await waitFor(() => smtp.to(first.email).length === 1 && smtp.to(second.email).length === 1, { timeoutMs: 15_000 });
    await waitFor(async () => (await mailsOf(second.personId))[0]?.state === 'sent');
    expect(await parked()).toEqual([]);
  });

  it('that the server refuses for good waits for a person, and holds up nothing else', async () => {
    const [refused, other] = [somebody(), somebody()];
    smtp.refuse = (to) => (to === refused.email ? { code: 550, text: `5.1.1 <${to}> is unknown here` } : null);
    await invite(refused.personId);
    await invite(other.personId);
    await house.settle();
    expect(smtp.to(other.email)).toHaveLength(1);
    expect(await mailsOf(refused.personId)).toMatchObject([
      { state: 'refused', state_reason: 'The mail server refuses the mail for good (550 5.1.1 at RCPT TO).' },
    ]);
    const [job, ...more] = await parked();
    expect(more).toEqual([]);
    expect(job).toMatchObject({ name: 'send-mail', attempts: 1, problem: { detail: expect.stringContaining('550') } });
    expect(JSON.stringify(job)).not.toContain(refused.email);

    smtp.refuse = () => null;
    await rerun(job!.id);
    await house.settle();
    expect(smtp.to(refused.email)).toHaveLength(1);
    expect(await mailsOf(refused.personId)).toMatchObject([{ state: 'sent', state_reason: null }]);
  });

  it('that the server defers is tried again, with a secret and a Message-ID of its own where it carries one', async () => {
    const [codeFor, newsFor] = [somebody(), somebody()];
    const deferred = new Map<string, number>();
    smtp.refuse = (to) => {
      deferred.set(to, (deferred.get(to) ?? 0) + 1);
      return deferred.get(to) === 1 ? { code: 451, text: '4.7.1 come back later' } : null;
    };
    const asked = house.people.asked.length;
    await ask(codeFor.personId);
    await invite(newsFor.personId);
    await waitFor(() => smtp.to(codeFor.email).length === 1 && smtp.to(newsFor.email).length === 1, {
      timeoutMs: 15_000,
    });
    expect(house.people.asked.slice(asked).filter(({ secret }) => secret === 'sign_in')).toHaveLength(2);
    expect(smtp.to(codeFor.email)[0]!.text).toContain(house.people.minted.at(-2));
    expect(smtp.to(codeFor.email)[0]!.messageId).toMatch(/^<mal_[0-9a-f]{32}\.2@guildhall\.example>$/);
    expect(smtp.to(newsFor.email)[0]!.messageId).toMatch(/^<mal_[0-9a-f]{32}@guildhall\.example>$/);
  });

  it('with a code that was asked for again is left out', async () => {
    const { email, personId } = somebody();
    await smtp.stop();
    await ask(personId);
    await waitFor(async () => (await mailsOf(personId)).length === 1);
    await ask(personId);
    await waitFor(async () => (await mailsOf(personId)).length === 2);
    await smtp.start();
    await waitFor(async () => (await mailsOf(personId)).every(({ state }) => state !== 'waiting'), {
      timeoutMs: 15_000,
    });
    expect((await mailsOf(personId)).map(({ state }) => state)).toEqual(['dropped', 'sent']);
    expect(smtp.to(email)).toHaveLength(1);
  });

  it('with a link to sign is left out where a newer one was mailed: it would end the visit of who signs already', async () => {
    const { email, personId } = somebody();
    const contract = contractOf(personId);
    const subject = `contract/${contract.contractId}`;
    const statesAre = async (...states: string[]) => {
      const found = (await mailsOf(personId)).map(({ state }) => state);
      return found.length === states.length && found.every((state, at) => state === states[at]);
    };
    // Greylisted, until the older mail has found that there is a newer one.
    smtp.refuse = () => ({ code: 451, text: '4.7.1 come back later' });
    await house.tell(contractSent, subject, contract);
    await waitFor(() => house.people.linked.includes(contract.contractId));
    await house.tell(contractSent, subject, contract);
    await waitFor(() => statesAre('dropped', 'waiting'), { timeoutMs: 30_000 });
    smtp.refuse = () => null;
    await waitFor(() => statesAre('dropped', 'sent'), { timeoutMs: 30_000 });
    expect(smtp.to(email).map(({ text }) => text.includes(house.people.minted.at(-1)!))).toEqual([true]);
  }, 75_000);

  it('with the code or link of one contract makes none of another one outdated', async () => {
    const { email, personId } = somebody();
    const contracts = [contractOf(personId), contractOf(personId)];
    await smtp.stop();
    for (const contract of contracts) {
      const subject = `contract/${contract.contractId}`;
      await house.tell(contractSent, subject, contract);
      await house.tell(signingCodeRequested, subject, contract);
    }
    await waitFor(async () => (await mailsOf(personId)).length === 4);
    await smtp.start();
    await waitFor(() => smtp.to(email).length === 4, { timeoutMs: 30_000 });
    expect(house.people.linked).toEqual(expect.arrayContaining(contracts.map(({ contractId }) => contractId)));
    const [link, code] = ['Your contract is ready to sign', 'Your code to sign'];
    const subjects = smtp.to(email).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([code, code, link, link]);
  }, 45_000);

  it('to a person who is gone is dropped', async () => {
    const personId = newId('per');
    await invite(personId);
    await house.settle();
    expect(await mailsOf(personId)).toMatchObject([{ state: 'dropped' }]);
    expect(await parked()).toEqual([]);
  });

  it('about old news is not sent', async () => {
    const { email, personId } = somebody();
    const told: EventEnvelope = {
      position: 1,
      id: newId('evt'),
      type: interviewInvited.type,
      source: 'interviews',
      subject: `interview/${newId('int')}`,
      sequence: 1,
      time: new Date(house.clock.now().getTime() - 73 * 3_600_000).toISOString(),
      correlationId: 'req_test',
      causationId: null,
      data: { personId },
    };
    await house.hear(told);
    await house.settle();
    expect(await mailsOf(personId)).toMatchObject([{ state: 'dropped' }]);
    expect(smtp.to(email)).toEqual([]);
  });

  it('leaves no secret, name or address in the database or the log', async () => {
    const { email, personId } = somebody('Hedwig Unmistakable');
    await ask(personId);
    await ask(personId, 'invitation');
    smtp.refuse = () => ({ code: 550, text: `5.7.1 not to <${email}>, dear Hedwig Unmistakable` });
    await house.settle();
    smtp.refuse = () => null;
    for (const { id } of await parked()) await rerun(id);
    await house.settle();
    expect(smtp.to(email)).toHaveLength(2);

    const tables = await house.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'events' AND table_name <> 'migrations'`,
    );
    expect(tables.length).toBeGreaterThan(8);
    const rows = await Promise.all(tables.map(({ name }) => house.sql(`SELECT row.*::text FROM "${name}" AS row`)));
    const written = JSON.stringify(rows) + house.logLines.join('\n');
    expect(written).toContain(personId.slice(4, 12));
    expect(house.people.minted.length).toBeGreaterThan(10);
    const forbidden = [...house.people.minted, email, 'people.example', 'Hedwig'];
    expect(forbidden.filter((word) => new RegExp(`(?<!\\w)${word}(?!\\w)`).test(written))).toEqual([]);
  });
});
