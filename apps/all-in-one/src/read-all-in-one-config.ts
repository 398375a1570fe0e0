import { ConfigError, type ConfigProblem, type Environment, readConfig } from '@guildhall/config';
import { AccountsConfig } from '../../accounts/src/accounts.config.js';
import { ApplicantsConfig } from '../../applicants/src/applicants.config.js';
import { ContractsConfig } from '../../contracts/src/contracts.config.js';
import { EventsConfig } from '../../events/src/events.config.js';
import { GatewayConfig } from '../../gateway/src/gateway.config.js';
import { InterviewsConfig } from '../../interviews/src/interviews.config.js';
import { PayrollConfig } from '../../payroll/src/payroll.config.js';

/** The configuration of every service, each read from the same environment. */
export interface AllInOneConfig {
  accounts: AccountsConfig;
  applicants: ApplicantsConfig;
  interviews: InterviewsConfig;
  contracts: ContractsConfig;
  payroll: PayrollConfig;
  events: EventsConfig;
  gateway: GatewayConfig;
}

/** @throws ConfigError with the problems of all services, each once */
export function readAllInOneConfig(environment: Environment): AllInOneConfig {
  const problems = new Map<string, ConfigProblem>();
  const read = <T extends object>(configClass: new () => T): T => {
    try {
      return readConfig(configClass, environment);
    } catch (thrown) {
      if (!(thrown instanceof ConfigError)) throw thrown;
      for (const problem of thrown.problems) problems.set(problem.name, problem);
      return new configClass();
    }
  };
  const config = {
    accounts: read(AccountsConfig),
    applicants: read(ApplicantsConfig),
    interviews: read(InterviewsConfig),
    contracts: read(ContractsConfig),
    payroll: read(PayrollConfig),
    events: read(EventsConfig),
    gateway: read(GatewayConfig),
  };
  if (problems.size > 0) throw new ConfigError([...problems.values()]);
  return config;
}
