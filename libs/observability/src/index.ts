export { currentContext, currentCorrelationId, newCorrelationId, runInContext } from './context.js';
export { createLogger, type Logger, type LoggerOptions, NestLogger } from './logger.js';
export { createMetrics, type Metrics } from './metrics.js';
export {
  type HealthCheck,
  type OperationsServer,
  type OperationsServerOptions,
  type Readiness,
  readiness,
  renderMetrics,
  startOperationsServer,
} from './operations-server.js';
