export { currentContext, currentCorrelationId, newCorrelationId, runInContext } from './context.js';
export { createLogger, LOGGER, type Logger, type LoggerOptions, NestLogger } from './logger.js';
export { createMetrics, METRICS, type Metrics } from './metrics.js';
export {
  type HealthCheck,
  type OperationsServer,
  type OperationsServerOptions,
  type Readiness,
  readiness,
  renderMetrics,
  startOperationsServer,
} from './operations-server.js';
