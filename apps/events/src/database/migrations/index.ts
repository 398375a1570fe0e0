import { Events1764100000000 } from './1764100000000-events.js';
import { MoreMails1764200000000 } from './1764200000000-more-mails.js';
import { EventsWebhooks1764300000000 } from './1764300000000-webhooks.js';
import { DeletionMail1764520000000 } from './1764520000000-deletion-mail.js';
import { OverdueDecisionMail1764540000000 } from './1764540000000-overdue-decision-mail.js';
import { ReviewAndAppealMails1764570000001 } from './1764570000001-review-and-appeal-mails.js';

export const migrations = [
  Events1764100000000,
  MoreMails1764200000000,
  EventsWebhooks1764300000000,
  DeletionMail1764520000000,
  OverdueDecisionMail1764540000000,
  ReviewAndAppealMails1764570000001,
];
