import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingsOf } from '@guildhall/config';
import { ProcessConfig } from '@guildhall/service';
import { AccountsConfig } from '../../apps/accounts/src/accounts.config.js';
import { ApplicantsConfig } from '../../apps/applicants/src/applicants.config.js';
import { ContractsConfig } from '../../apps/contracts/src/contracts.config.js';
import { EventsConfig } from '../../apps/events/src/events.config.js';
import { GatewayConfig } from '../../apps/gateway/src/gateway.config.js';
import { InterviewsConfig } from '../../apps/interviews/src/interviews.config.js';
import { PayrollConfig } from '../../apps/payroll/src/payroll.config.js';
import { projectRoot } from '../platform/platform-folder.js';

const configClasses = [
  ...[AccountsConfig, ApplicantsConfig, ContractsConfig, EventsConfig, GatewayConfig, InterviewsConfig, PayrollConfig],
  ProcessConfig,
];

/** What the README's tables say, by the variable's name. */
function documentedDefaults(): Record<string, string> {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  const tables = readme.slice(readme.indexOf('<!-- settings: begin -->'), readme.indexOf('<!-- settings: end -->'));
  const rows = [...tables.matchAll(/^\| `([A-Z0-9_]+)` \|([^|]*)\|/gm)];
  return Object.fromEntries(rows.map(([, name, fallback]) => [name!, fallback!.trim()]));
}

/** `required`, nothing for an optional one, or the default as code. */
function defaultsInCode(): Record<string, string> {
  const settings = configClasses.flatMap((configClass) => settingsOf(configClass));
  return Object.fromEntries(
    settings.map(({ name, fallback, optional }) => {
      const value = fallback === undefined ? '' : String(fallback.value);
      return [name, value !== '' ? `\`${value}\`` : optional || fallback !== undefined ? '' : 'required'];
    }),
  );
}

describe("The README's table of settings", () => {
  it('names every setting of every service once, with its default', () => {
    expect(documentedDefaults()).toEqual(defaultsInCode());
  });
});
