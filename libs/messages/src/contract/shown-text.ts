import { registerDecorator } from 'class-validator';

/** Neither space nor control nor anything else that leaves no mark on a page. */
const mark = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Line breaks and other controls, and what turns the direction of everything behind it. */
const breaksALine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Validates that a text shows something to whoever reads it. What else it says is for its author. */
export function ShowsSomething(): PropertyDecorator {
  return rule('showsSomething', 'must hold something that can be seen', (text) => mark.test(text));
}

/** Validates a name that stands in lists beside others: it can be seen, on one line, and leaves what stands around it alone. */
export function IsOneLine(): PropertyDecorator {
  return rule(
    'isOneLine',
    'must be one line that can be seen, without controls of line or direction',
    (text) => mark.test(text) && !breaksALine.test(text),
  );
}

function rule(name: string, message: string, holds: (text: string) => boolean): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && holds(value),
        defaultMessage: (argument) => `${argument?.property} ${message}`,
      },
    });
}
