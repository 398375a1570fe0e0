import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';

/** Confidential work under a code name. */
@Entity('project')
export class ProjectEntity {
  @PrimaryIdColumn('prj')
  id!: string;

  @Column({ type: 'text' })
  codeName!: string;

  /** Markdown; for staff on it, and for contractors whose contract is sealed. */
  @Column({ type: 'text' })
  brief!: string;

  @Column({ type: 'text' })
  governingLaw!: string;

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;
}

/** Who of the staff is on a project; nobody else but admins knows of it. */
@Entity('project_staff')
@Index('project_staff_staff_id_idx', ['staffId'])
export class ProjectStaffEntity {
  @PrimaryIdColumn('prj')
  projectId!: string;

  @PrimaryIdColumn('per')
  staffId!: string;
}
