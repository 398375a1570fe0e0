import { AuditLog, ReadLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { EventLog, EventReader, ParkedEvents, type ServiceEvents } from '@guildhall/event-log';
import { FaultPoints } from '@guildhall/fault-points';
import { Jobs } from '@guildhall/jobs';
import { LOGGER, type Logger, METRICS, type Metrics } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { type DynamicModule, Module } from '@nestjs/common';

export interface PlatformParts {
  database: Database;
  jobs: Jobs;
  events: ServiceEvents;
  audit: AuditLog;
  rpc: RpcClient;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  faultPoints: FaultPoints;
}

/** What the features of a service may ask for in their constructors, without importing anything. */
export function platformModule(parts: PlatformParts): DynamicModule {
  const providers = [
    { provide: Database, useValue: parts.database },
    { provide: Jobs, useValue: parts.jobs },
    { provide: EventLog, useValue: parts.events.log },
    { provide: EventReader, useValue: parts.events.reader },
    { provide: ParkedEvents, useValue: parts.events.parked },
    { provide: AuditLog, useValue: parts.audit },
    { provide: ReadLog, useValue: new ReadLog(parts.database, parts.audit, parts.clock) },
    { provide: RpcClient, useValue: parts.rpc },
    { provide: CLOCK, useValue: parts.clock },
    { provide: LOGGER, useValue: parts.logger },
    { provide: METRICS, useValue: parts.metrics },
    { provide: FaultPoints, useValue: parts.faultPoints },
  ];
  return { module: PlatformModule, global: true, providers, exports: providers };
}

@Module({})
class PlatformModule {}
