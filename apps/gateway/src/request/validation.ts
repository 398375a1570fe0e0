import { AppError, type FieldError } from '@guildhall/errors';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Bodies and queries by their classes: unknown properties are refused, and every fault is named at once. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
    exceptionFactory: validationFailed,
  });
}

export function validationFailed(faults: ValidationError[]): AppError {
  const errors = faults.flatMap((fault) => fieldErrors(fault, ''));
  const fields = errors.map(({ field }) => field).join(', ');
  return new AppError('validation_failed', `The request does not fit: see ${fields}.`, { errors });
}

function fieldErrors(fault: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? fault.property : `${parent}.${fault.property}`;
  const own = Object.values(fault.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
