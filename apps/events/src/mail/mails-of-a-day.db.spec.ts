import { mailRequested } from '@guildhall/messages/accounts';
import { newId } from '@guildhall/messages/contract';
import { interviewInvited } from '@guildhall/messages/interviews';
import { EventsHouse } from '../../test/events-house.js';
import { SmtpHouse } from '../../test/smtp-house.js';

describe('the mails of a day', () => {
  describe('of which there is one', () => {
    let open: Awaited<ReturnType<typeof openHouse>>;

    beforeAll(async () => {
      open = await openHouse(1);
    });
    beforeEach(() => {
      open.house.clock.advance({ days: 1 });
    });
    afterAll(async () => {
      await open?.house.close();
      await open?.smtp.stop();
    });

    it('void no code that was delivered, where the next one has to wait', async () => {
      const { smtp, house, ask } = open;
      const personId = house.people.add('patient@people.example');
      for (let times = 0; times < 2; times++) {
        await ask(personId);
        await house.settle();
      }
      expect(smtp.received).toHaveLength(1);
      expect(house.people.minted.filter((secret) => /^\d{6}$/.test(secret))).toHaveLength(1);
    });

    it('are not used up by people who do not exist any more', async () => {
      const { smtp, house, ask } = open;
      // What had to wait yesterday is the first of today.
      await house.settle();
      house.clock.advance({ days: 1 });
      await ask(newId('per'));
      await house.settle();
      await ask(house.people.add('present@people.example'));
      await house.settle();
      expect(smtp.to('present@people.example')).toHaveLength(1);
    });
  });

  it('keep a tenth for those who want to sign in', async () => {
    const { smtp, house, ask } = await openHouse(10);
    try {
      for (let number = 1; number <= 11; number++) {
        await tellOfInterview(house, house.people.add(`person${number}@people.example`));
      }
      await house.settle();
      expect(smtp.received).toHaveLength(9);
      await ask(house.people.add('admin@people.example'), 'step_up');
      await house.settle();
      expect(smtp.to('admin@people.example')).toHaveLength(1);
      expect(smtp.received).toHaveLength(10);
    } finally {
      await house.close();
      await smtp.stop();
    }
  });

  it('are limited; the rest waits for the next day and uses up nothing', async () => {
    const { smtp, house } = await openHouse(2);
    try {
      for (let number = 1; number <= 3; number++) {
        await tellOfInterview(house, house.people.add(`person${number}@people.example`));
        await house.settle();
      }
      expect(smtp.received).toHaveLength(2);
      const waiting = await house.sql<{ problem: { detail: string }; failures: number }>(
        `SELECT problem, failures FROM job_intent WHERE state = 'waiting'`,
      );
      expect(waiting).toMatchObject([{ failures: 0, problem: { detail: 'The 2 mails of the day are used up.' } }]);
    } finally {
      await house.close();
      await smtp.stop();
    }
  });

  async function openHouse(mailsPerDayOverall: number) {
    const smtp = await SmtpHouse.open();
    const house = await EventsHouse.open({ smtpUrl: smtp.url, mailsPerDayOverall });
    const ask = (personId: string, purpose: 'sign_in' | 'step_up' = 'sign_in') =>
      house.tell(mailRequested, `person/${personId}`, { personId, purpose });
    return { smtp, house, ask };
  }

  async function tellOfInterview(house: EventsHouse, personId: string): Promise<void> {
    const interviewId = newId('int');
    const ids = { interviewId, applicationId: newId('app'), openingId: newId('opn'), personId };
    await house.tell(interviewInvited, `interview/${interviewId}`, ids);
  }
});
