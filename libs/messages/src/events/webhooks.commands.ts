import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { command, Empty, IsId, IsMoment, PageQuery, query } from '../contract/index.js';

/** As of the feed: names separated by commas, `interview.*` for a family. */
const typesPattern = /^[a-z_.*,]{1,500}$/;

export class CreateWebhookInput {
  /** Begins with `https://`, at port 443, and leads to a public address. */
  @IsString()
  @Length(1, 2_000)
  url!: string;

  /** Only these types, separated by commas; a name ending in `.*` stands for a family. Everything where absent. */
  @IsOptional()
  @Matches(typesPattern)
  types?: string | null;

  /** For people. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string | null;
}

export const webhookStates = ['enabled', 'disabled'] as const;
export type WebhookState = (typeof webhookStates)[number];

/** `gone`: the receiver answered 410. `failing`: nothing was delivered for five days. */
export const webhookDisabledReasons = ['by_hand', 'gone', 'failing'] as const;
export type WebhookDisabledReason = (typeof webhookDisabledReasons)[number];

export class WebhookSecretSummary {
  createdAt!: string;
  /** Until when it still signs; null for the one that stays. */
  expiresAt!: string | null;
}

/** An endpoint of another system. */
export class Webhook {
  id!: string;
  url!: string;
  types!: string | null;
  description!: string | null;
  state!: WebhookState;
  disabledReason!: WebhookDisabledReason | null;
  /** Since when nothing has been delivered that was tried; null while it works. */
  failingSince!: string | null;
  /** Nothing is sent before: the receiver asked for time. */
  pausedUntil!: string | null;
  secrets!: WebhookSecretSummary[];
  createdAt!: string;
}

export class WebhookWithSecret extends Webhook {
  /** `whsec_…`, shown this once. */
  secret!: string;
}

export const createWebhook = command('events', 'webhooks.create', {
  input: CreateWebhookInput,
  output: WebhookWithSecret,
  errors: ['validation_failed', 'secret_not_repeated', 'too_many_webhooks'],
});

export class WebhookPage {
  data!: Webhook[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listWebhooks = query('events', 'webhooks.list', { input: PageQuery, output: WebhookPage });

export class WebhookRef {
  @IsId('whk')
  webhookId!: string;
}

export const getWebhook = query('events', 'webhooks.get', { input: WebhookRef, output: Webhook });

export class ChangeWebhookInput extends WebhookRef {
  // Not `IsOptional`, which lets null pass: there is none without a URL.
  @ValidateIf((_input, url) => url !== undefined)
  @IsString()
  @Length(1, 2_000)
  url?: string;

  /** Null for everything. */
  @IsOptional()
  @Matches(typesPattern)
  types?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string | null;
}

/** Changes what is given and leaves the rest. */
export const changeWebhook = command('events', 'webhooks.change', {
  input: ChangeWebhookInput,
  output: Webhook,
  errors: ['validation_failed'],
});

/** What still waits goes on at once; what happened in between is for a replay. */
export const enableWebhook = command('events', 'webhooks.enable', { input: WebhookRef, output: Webhook });
export const disableWebhook = command('events', 'webhooks.disable', { input: WebhookRef, output: Webhook });

/** For good, with its secrets and its log. */
export const deleteWebhook = command('events', 'webhooks.delete', { input: WebhookRef, output: Empty });

export class RotateWebhookSecretInput extends WebhookRef {
  /** How long the secrets before go on signing beside the new one; 24 where absent, 0 ends them at once. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours?: number;
}

export const rotateWebhookSecret = command('events', 'webhooks.rotate-secret', {
  input: RotateWebhookSecretInput,
  output: WebhookWithSecret,
  errors: ['secret_not_repeated'],
});

export const deliveryStates = ['waiting', 'delivered', 'given_up'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryKinds = ['event', 'ping', 'resend', 'replay'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** One event on its way to one endpoint. */
export class WebhookDelivery {
  id!: string;
  /** The `webhook-id` of every try: the id of the event. */
  eventId!: string;
  type!: string;
  subject!: string;
  kind!: DeliveryKind;
  state!: DeliveryState;
  /** Calls begun so far. */
  attempts!: number;
  /** Of the last call; null where it brought no answer. */
  lastStatus!: number | null;
  /** Why the last call brought no answer, a code. */
  lastFailure!: string | null;
  lastAttemptAt!: string | null;
  /** Null once it has ended. */
  nextAttemptAt!: string | null;
  createdAt!: string;
  endedAt!: string | null;
}

export class WebhookDeliveriesQuery extends PageQuery {
  @IsId('whk')
  webhookId!: string;

  @IsOptional()
  @IsIn(deliveryStates)
  state?: DeliveryState;
}

export class WebhookDeliveryPage {
  data!: WebhookDelivery[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Newest first; ended ones are kept for 30 days. */
export const listWebhookDeliveries = query('events', 'webhooks.deliveries', {
  input: WebhookDeliveriesQuery,
  output: WebhookDeliveryPage,
});

/** Sends a `webhook.ping` that is in no feed. */
export const pingWebhook = command('events', 'webhooks.ping', {
  input: WebhookRef,
  output: WebhookDelivery,
  errors: ['webhook_disabled'],
});

export class WebhookDeliveryRef extends WebhookRef {
  @IsId('dlv')
  deliveryId!: string;
}

/** The same event under the same `webhook-id`, as a delivery of its own. */
export const resendWebhookDelivery = command('events', 'webhooks.resend', {
  input: WebhookDeliveryRef,
  output: WebhookDelivery,
  errors: ['webhook_disabled'],
});

export class ReplayWebhookInput extends WebhookRef {
  /** Events that happened then or later. */
  @IsMoment()
  from!: string;

  /** Events that happened before. */
  @IsMoment()
  until!: string;
}

export class WebhookReplay {
  /** How many events are sent again. */
  deliveries!: number;
}

/** Every event of a range of time that the endpoint's filter takes, in the feed's order; at most 10,000. */
export const replayWebhook = command('events', 'webhooks.replay', {
  input: ReplayWebhookInput,
  output: WebhookReplay,
  errors: ['validation_failed', 'webhook_disabled'],
});
