export { runProcess } from './run-process.js';
export type { RunningService } from './running-service.js';
export { ProcessConfig, ServiceConfig, type ServiceRole, serviceRoles } from './service-config.js';
export {
  type ServiceDescription,
  type ServiceSurroundings,
  type StartedService,
  startService,
} from './start-service.js';
