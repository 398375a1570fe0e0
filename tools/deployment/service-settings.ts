import { existsSync } from 'node:fs';
import path from 'node:path';
import { settingsOf } from '@guildhall/config';
import { ProcessConfig } from '@guildhall/service';
import { projectRoot } from '../platform/platform-folder.js';

export const deployedServices = [
  'accounts',
  'applicants',
  'interviews',
  'contracts',
  'payroll',
  'events',
  'gateway',
] as const;
export type DeployedService = (typeof deployedServices)[number];

/** Read by the image's start program and by the runtime itself. */
const alwaysKnown = ['SERVICE', 'NODE_OPTIONS', 'TZ'];

export interface KnownSettings {
  known: Set<string>;
  required: Set<string>;
}

/** The variables that a service reads, from its configuration class; a secret may also come as `<NAME>_FILE`. */
export async function settingsOfService(service: DeployedService): Promise<KnownSettings | null> {
  const file = path.join(projectRoot, 'apps', service, 'src', `${service}.config.ts`);
  if (!existsSync(file)) return null;
  const exported = (await import(file)) as Record<string, unknown>;
  const className = `${service[0]!.toUpperCase()}${service.slice(1)}Config`;
  const configClass = exported[className] as (new () => object) | undefined;
  if (!configClass) throw new Error(`${file} exports no ${className}.`);
  const settings = [...settingsOf(configClass), ...settingsOf(ProcessConfig)];
  const isRequired = (setting: (typeof settings)[number]) => !setting.optional && setting.fallback === undefined;
  return {
    known: new Set([
      ...alwaysKnown,
      ...settings.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])),
    ]),
    required: new Set(settings.filter(isRequired).map(({ name }) => name)),
  };
}
