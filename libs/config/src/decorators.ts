import { declareSetting, type Reading } from './read-config.js';

interface Options<T> {
  default?: T;
  optional?: boolean;
}

function setting<T>(name: string, options: Options<T>, parse: (raw: string) => Reading<T>, secret = false) {
  return (prototype: object, property: string | symbol): void =>
    declareSetting(prototype, {
      property: String(property),
      name,
      parse,
      fallback: options.default === undefined ? undefined : { value: options.default },
      optional: options.optional ?? false,
      secret,
    });
}

interface StringOptions extends Options<string> {
  pattern?: RegExp;
  /** Whether a text is one, where no pattern says it. */
  fits?: (raw: string) => boolean;
  /** What it should look like, in words. */
  shape?: string;
}

export function EnvString(name: string, options: StringOptions = {}) {
  const { pattern, fits, shape = String(pattern) } = options;
  return setting(name, options, (raw) =>
    (pattern && !pattern.test(raw)) || (fits && !fits(raw))
      ? { problem: `does not look like ${shape}` }
      : { value: raw },
  );
}

export function EnvInt(name: string, options: Options<number> & { min?: number; max?: number } = {}) {
  const min = options.min ?? 0;
  const max = options.max ?? Number.MAX_SAFE_INTEGER;
  return setting(name, options, (raw) => {
    const value = Number(raw);
    if (!/^-?\d+$/.test(raw) || !Number.isSafeInteger(value)) return { problem: 'is not a whole number' };
    return value < min || value > max ? { problem: `is not between ${min} and ${max}` } : { value };
  });
}

export function EnvBoolean(name: string, options: Options<boolean> = {}) {
  return setting(name, options, (raw) => {
    if (raw === 'true' || raw === '1') return { value: true };
    return raw === 'false' || raw === '0' ? { value: false } : { problem: 'is neither true nor false' };
  });
}

export function EnvOneOf<T extends string>(name: string, values: readonly T[], options: Options<T> = {}) {
  return setting(name, options, (raw) =>
    values.includes(raw as T) ? { value: raw as T } : { problem: `is none of ${values.join(', ')}` },
  );
}

/** A comma-separated list; empty items are dropped. */
export function EnvList(name: string, options: Options<string[]> & { of?: readonly string[] } = {}) {
  return setting(name, options, (raw) => {
    const items = raw.split(',').map((item) => item.trim());
    const value = items.filter((item) => item !== '');
    const strange = options.of ? value.filter((item) => !options.of!.includes(item)) : [];
    return strange.length > 0 ? { problem: `names more than ${options.of!.join(', ')}` } : { value };
  });
}

/** Also a secret, since URLs of databases and brokers carry passwords. */
export function EnvUrl(name: string, options: Options<string> & { protocols: readonly string[] }) {
  const parse = (raw: string): Reading<string> => {
    if (!URL.canParse(raw)) return { problem: 'is not a URL' };
    const scheme = new URL(raw).protocol.slice(0, -1);
    return options.protocols.includes(scheme)
      ? { value: raw }
      : { problem: `is not a ${options.protocols.join(' or ')} URL` };
  };
  return setting(name, options, parse, true);
}

/** A secret text; may also lie in the file that `<NAME>_FILE` names. */
export function EnvSecret(name: string, options: Options<string> & { minLength?: number } = {}) {
  const parse = (raw: string): Reading<string> =>
    raw.length < (options.minLength ?? 1)
      ? { problem: `is shorter than ${options.minLength} characters` }
      : { value: raw };
  return setting(name, options, parse, true);
}
