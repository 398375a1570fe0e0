import { isISO8601, registerDecorator, type ValidationOptions } from 'class-validator';

/**
 * Validates a moment in ISO 8601 that exists and that `new Date` reads: of the standard's many forms it knows few, and makes an
 * invalid date of the others (`20261121`, `2026-W47-5`, `2026-11-20T10`).
 */
export function IsMoment(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isMoment',
      target: target.constructor,
      propertyName: String(property),
      ...(options === undefined ? {} : { options }),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && isISO8601(value, { strict: true }) && !Number.isNaN(Date.parse(value)),
        defaultMessage: (argument) => `${argument?.property} must be a moment like 2026-11-20T10:00:00Z`,
      },
    });
}
