import type { PreparedMail, PrepareMailInput } from '@guildhall/messages/accounts';
import type { MailEntity, MailTemplate } from './mail.entity.js';

/** Everything that the words of a mail may depend on. */
export interface MailFacts {
  /** As the person writes it, on one line. */
  displayName: string;
  code: string | null;
  /** How long code and link work, rounded to what a reader needs: `15 minutes`, `7 days`. */
  lifetime: { count: number; unit: 'minute' | 'hour' | 'day' } | null;
  /** When code and link stop working. */
  expiresAt: Date | null;
  /** Until when answers can be recorded, where the mail is about that. */
  deadlineAt: Date | null;
  reasonCode: string | null;
  /** Id of what the mail is about, for who finds it by that. */
  about: string;
  links: MailLinks;
}

export interface MailLinks {
  signIn: string;
  /** Carries the mailed token; null where none was minted. */
  confirm: string | null;
  interview: string | null;
  application: string | null;
  applications: string;
  contracts: string;
  webhook: string | null;
  /** What waits for a member of staff. */
  work: string;
}

export type MailSecret = PrepareMailInput['secret'] | 'signing_link' | 'signing_code';

/** What its owner (accounts; contracts for signers) has to mint for a mail at the moment of sending. */
export function secretOf(template: MailTemplate): MailSecret {
  switch (template) {
    case 'application_received':
    case 'application_repeated':
      return 'sign_in';
    case 'sign_in':
    case 'step_up':
    case 'invitation':
      return template;
    case 'contract_sent':
      return 'signing_link';
    case 'signing_code':
      return 'signing_code';
    default:
      return 'none';
  }
}

/** What is known at the moment of sending. */
export interface ReadyMail extends PreparedMail {
  /** Until when answers can be recorded, for a mail that says so. */
  deadlineAt?: string;
}

const tellDeadline: ReadonlySet<MailTemplate> = new Set([
  'interview_invited',
  'interview_reminder',
  'interview_expired',
]);

/** The interview whose deadline the mail tells; null where it tells none. */
export function interviewToDate({ template, subject }: Pick<MailEntity, 'template' | 'subject'>): string | null {
  return tellDeadline.has(template) ? subject.split('/').at(-1)! : null;
}

export function factsOf(mail: MailEntity, prepared: ReadyMail, publicUrl: string, now: Date): MailFacts {
  const { expiresAt, deadlineAt } = prepared;
  return {
    displayName: prepared.displayName.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(),
    code: prepared.code,
    lifetime: expiresAt === null ? null : lifetimeUntil(new Date(expiresAt), now),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    deadlineAt: deadlineAt === undefined ? null : new Date(deadlineAt),
    reasonCode: mail.reasonCode,
    about: mail.subject.split('/').at(-1)!,
    links: linksOf(mail, prepared.linkToken, publicUrl),
  };
}

const pages: Partial<Record<MailTemplate, string>> = { invitation: 'invitation', contract_sent: 'sign' };

/** A token stands behind the `#`, which browsers send to nobody: it is in no access log and in no Referer. */
function linksOf({ template, subject }: MailEntity, token: string | null, publicUrl: string): MailLinks {
  const root = publicUrl.replace(/\/+$/, '');
  const [aggregate, id] = subject.split('/');
  const page = pages[template] ?? 'verify';
  return {
    signIn: `${root}/login`,
    confirm: token && `${root}/${page}#token=${encodeURIComponent(token)}`,
    interview: aggregate === 'interview' ? `${root}/me/interviews/${id}` : null,
    application: aggregate === 'application' ? `${root}/me/applications/${id}` : null,
    applications: `${root}/me/applications`,
    contracts: `${root}/me/contracts`,
    work: `${root}/console`,
    webhook: aggregate === 'webhook' ? `${root}/webhooks/${id}` : null,
  };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function lifetimeUntil(expiresAt: Date, now: Date): NonNullable<MailFacts['lifetime']> {
  const leftMs = Math.max(expiresAt.getTime() - now.getTime(), minuteMs);
  if (leftMs < 2 * hourMs) return { count: Math.round(leftMs / minuteMs), unit: 'minute' };
  return leftMs < 2 * dayMs
    ? { count: Math.round(leftMs / hourMs), unit: 'hour' }
    : { count: Math.round(leftMs / dayMs), unit: 'day' };
}
