import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { TimesheetLine, TimesheetQueryCode, TimesheetState } from '@guildhall/messages/payroll';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

@Entity('timesheet')
@Check('timesheet_state_check', `"state" IN ('open', 'submitted', 'approved', 'queried', 'locked', 'paid')`)
@Unique('timesheet_contract_id_week_start_number_key', ['contractId', 'weekStart', 'number'])
@Index('timesheet_person_id_id_idx', ['personId', 'id'])
@Index('timesheet_state_id_idx', ['state', 'id'])
export class TimesheetEntity {
  @PrimaryIdColumn('tsh')
  id!: string;

  @IdColumn('ctr')
  contractId!: string;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'date' })
  weekStart!: string;

  @Column({ type: 'integer' })
  number!: number;

  @MomentColumn()
  startsAt!: Date;

  @MomentColumn()
  endsAt!: Date;

  @Column({ type: 'text' })
  state!: TimesheetState;

  @MomentColumn({ nullable: true })
  submittedAt!: Date | null;
}

@Entity('time_entry')
@Check('time_entry_order_check', `"ended_at" > "started_at"`)
@Index('time_entry_person_id_started_at_idx', ['personId', 'startedAt'])
export class TimeEntryEntity {
  @PrimaryIdColumn('tim')
  id!: string;

  @Index()
  @IdColumn('tsh')
  timesheetId!: string;

  @IdColumn('ctr')
  contractId!: string;

  @IdColumn('per')
  personId!: string;

  @MomentColumn()
  startedAt!: Date;

  @MomentColumn()
  endedAt!: Date;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @MomentColumn()
  createdAt!: Date;
}

@Entity('timesheet_line')
@Check('timesheet_line_kind_check', `"kind" IN ('regular', 'over_cap')`)
@Check('timesheet_line_seconds_check', `"seconds" > 0`)
@Check('timesheet_line_state_check', `"state" IN ('submitted', 'approved', 'queried')`)
@Unique('timesheet_line_timesheet_id_rate_id_kind_key', ['timesheetId', 'rateId', 'kind'])
@Index('timesheet_line_approved_idx', ['id'], { where: `"state" = 'approved'` })
@Index('timesheet_line_over_cap_idx', ['id'], { where: `"kind" = 'over_cap' AND "state" = 'approved'` })
export class TimesheetLineEntity {
  @PrimaryIdColumn('tsl')
  id!: string;

  @IdColumn('tsh')
  timesheetId!: string;

  @IdColumn('rat')
  rateId!: string;

  @Column({ type: 'text' })
  kind!: TimesheetLine['kind'];

  @Column({ type: 'integer' })
  seconds!: number;

  @Column({ type: 'text' })
  state!: TimesheetLine['state'];

  @Column({ type: 'text', nullable: true })
  exceptionCode!: string | null;

  @IdColumn('per', { nullable: true })
  approvedBy!: string | null;

  @MomentColumn({ nullable: true })
  approvedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  queryCode!: TimesheetQueryCode | null;
}
