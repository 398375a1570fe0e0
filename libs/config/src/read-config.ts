import { readFileSync } from 'node:fs';

/** A value of the environment, read as what a setting needs, or the reason why it cannot be. */
export type Reading<T> = { value: T } | { problem: string };

export interface Setting<T = unknown> {
  property: string;
  /** Name of the environment variable. */
  name: string;
  parse(raw: string): Reading<T>;
  fallback: { value: T } | undefined;
  optional: boolean;
  secret: boolean;
}

export interface ConfigProblem {
  name: string;
  reason: string;
}

/** Every problem at once, by the variable's name and the reason; never a value, since many are secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: ConfigProblem[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  ${p.name}: ${p.reason}`).join('\n')}`,
    );
  }
}

const settingsByClass = new WeakMap<object, Setting[]>();
const groupsByClass = new WeakMap<object, Group[]>();

interface Group {
  property: string;
  configClass: new () => object;
}

/** A property that holds a configuration class of its own, so that several services can share it. */
export function EnvGroup(configClass: new () => object) {
  return (prototype: object, property: string | symbol): void => {
    const groups = groupsByClass.get(prototype) ?? [];
    groupsByClass.set(prototype, [...groups, { property: String(property), configClass }]);
  };
}

export function declareSetting(prototype: object, setting: Setting): void {
  const own = settingsByClass.get(prototype);
  if (own) own.push(setting);
  else settingsByClass.set(prototype, [setting]);
}

/** The settings of a class, of those it extends and of its groups. */
export function settingsOf(configClass: new () => object): Setting[] {
  const groups = declared(groupsByClass, configClass);
  return [...declared(settingsByClass, configClass), ...groups.flatMap((group) => settingsOf(group.configClass))];
}

function declared<T>(byClass: WeakMap<object, T[]>, configClass: new () => object): T[] {
  const found: T[] = [];
  for (let p: object | null = configClass.prototype; p && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    found.unshift(...(byClass.get(p) ?? []));
  }
  return found;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a configuration class from the environment.
 * @throws ConfigError with every missing and every malformed variable
 */
export function readConfig<T extends object>(configClass: new () => T, environment: Environment): T {
  const problems: ConfigProblem[] = [];
  const config = fill(configClass, environment, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function fill<T extends object>(configClass: new () => T, environment: Environment, problems: ConfigProblem[]): T {
  const config = new configClass();
  for (const setting of declared(settingsByClass, configClass)) {
    const reading = readSetting(setting, environment);
    if ('problem' in reading) problems.push({ name: setting.name, reason: reading.problem });
    else Object.assign(config, { [setting.property]: reading.value });
  }
  for (const group of declared(groupsByClass, configClass)) {
    Object.assign(config, { [group.property]: fill(group.configClass, environment, problems) });
  }
  return config;
}

function readSetting(setting: Setting, environment: Environment): Reading<unknown> {
  const raw = rawValue(setting, environment);
  if ('problem' in raw) return raw;
  if (raw.value === undefined || raw.value === '') {
    if (setting.fallback) return setting.fallback;
    return setting.optional ? { value: undefined } : { problem: 'is missing' };
  }
  return setting.parse(raw.value);
}

/** A secret may lie in a file named by `<NAME>_FILE`, as container platforms mount them. */
function rawValue(setting: Setting, environment: Environment): Reading<string | undefined> {
  const direct = environment[setting.name];
  if (direct !== undefined || !setting.secret) return { value: direct };
  const file = environment[`${setting.name}_FILE`];
  if (file === undefined) return { value: undefined };
  try {
    return { value: readFileSync(file, 'utf8').trim() };
  } catch {
    return { problem: `the file named by ${setting.name}_FILE cannot be read` };
  }
}
