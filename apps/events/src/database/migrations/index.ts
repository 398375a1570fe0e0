import { Events1764100000000 } from './1764100000000-events.js';
import { PayMails1764200000100 } from './1764200000100-pay-mails.js';

export const migrations = [Events1764100000000, PayMails1764200000100];
