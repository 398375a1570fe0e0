import { mailRequested } from '@guildhall/messages/accounts';
import { EventsHouse } from '../../test/events-house.js';
import { SmtpHouse } from '../../test/smtp-house.js';

describe('mail', () => {
  let smtp: SmtpHouse;
  let house: EventsHouse;

  beforeAll(async () => {
    smtp = await SmtpHouse.open();
    house = await EventsHouse.open({ smtpUrl: smtp.url });
  });
  afterAll(async () => {
    await house?.close();
    await smtp?.stop();
  });

  it('brings a code and a link to whoever asked for them', async () => {
    const personId = house.people.add('ada@people.example');
    await house.tell(mailRequested, `person/${personId}`, { personId, purpose: 'sign_in' });
    await house.settle();
    const [mail] = smtp.to('ada@people.example');
    expect(mail?.text).toMatch(/^Your code: \d{6}$/m);
    expect(mail?.text).toMatch(/^https:\/\/hiring\.example\/verify#token=[\w-]{43}$/m);
  });
});
