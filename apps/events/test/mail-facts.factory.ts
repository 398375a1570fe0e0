import type { MailTemplate } from '../src/mail/mail.entity.js';
import { interviewToDate, type MailFacts, secretOf } from '../src/mail/mail-facts.js';

const root = 'https://hiring.example';

/** What a mail of the template knows when it is sent; a name that could be markup, and a moment that ends. */
export function factsFor(template: MailTemplate): MailFacts {
  const secret = secretOf(template);
  return {
    displayName: 'Ada <b>Example</b>',
    code: ['sign_in', 'step_up', 'signing_code'].includes(secret) ? '042137' : null,
    lifetime: secret === 'none' ? null : { count: 15, unit: 'minute' },
    expiresAt: secret === 'none' ? null : new Date('2026-11-20T14:05:00Z'),
    deadlineAt: interviewToDate({ template, subject: '' }) === null ? null : new Date('2026-11-20T14:05:00Z'),
    reasonCode: 'recording_without_speech',
    about: 'app_1',
    links: {
      signIn: `${root}/login`,
      confirm: ['sign_in', 'invitation', 'signing_link'].includes(secret) ? `${root}/verify#token=t` : null,
      interview: `${root}/me/interviews/int_1`,
      application: `${root}/me/applications/app_1`,
      applications: `${root}/me/applications`,
      contracts: `${root}/me/contracts`,
      work: `${root}/console`,
      webhook: null,
    },
  };
}
