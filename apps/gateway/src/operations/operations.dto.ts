import { PageQuery } from '@guildhall/messages/contract';
import { IsIn } from 'class-validator';
import { type ServiceWithTables, servicesWithTables } from './services-with-tables.js';

export class ParkedWorkQuery extends PageQuery {
  /** Whose work. */
  @IsIn(servicesWithTables)
  service!: ServiceWithTables;
}

export class WaitingWorkQuery {
  /** Whose work. */
  @IsIn(servicesWithTables)
  service!: ServiceWithTables;
}

export class RerunBody {
  /** Whose work. */
  @IsIn(servicesWithTables)
  service!: ServiceWithTables;
}
