import { AppError } from '@guildhall/errors';

export const webhookNotFound = () => new AppError('not_found', 'There is no such webhook.');

export const webhookDisabledError = (webhookId: string) =>
  new AppError('webhook_disabled', `Webhook ${webhookId} is disabled; enable it first: POST …/enable.`);

export const fieldRefused = (field: string, message: string) =>
  new AppError('validation_failed', `${field} ${message}`, { errors: [{ field, message }] });
