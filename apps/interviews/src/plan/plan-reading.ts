import { AppError, type FieldError } from '@guildhall/errors';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { PlanDocument } from './plan-document.js';

/**
 * Reads a plan from parsed JSON. Checks its form only; `publishingErrors` says whether it may be used.
 *
 * @throws AppError `validation_failed` with every field that is wrong, unknown fields included.
 */
export function readPlanDocument(json: unknown): PlanDocument {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new AppError('validation_failed', 'An interview plan is a JSON object.');
  }
  const plan = plainToInstance(PlanDocument, json);
  const errors = validateSync(plan, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) {
    throw new AppError('validation_failed', 'The interview plan has fields that cannot be read; correct them.', {
      errors: errors.flatMap((error) => fieldErrors(error, '')),
    });
  }
  return plan;
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
