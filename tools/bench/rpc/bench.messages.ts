import { command, IsId } from '@guildhall/messages/contract';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';

/** A request of ordinary size, asked in the same words over RPC and over HTTP. */
export class MoveApplication {
  @IsId('app')
  applicationId!: string;

  @IsIn(['screening', 'interview', 'decision'])
  stage!: string;

  @IsInt()
  @Min(1)
  version!: number;

  @IsString()
  @MaxLength(200)
  reason!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string | null;
}

export class MovedApplication {
  applicationId!: string;
  stage!: string;
  version!: number;
  movedAt!: string;
}

export const moveApplication = command('applicants', 'bench.move', {
  input: MoveApplication,
  output: MovedApplication,
});

/** What both servers do with a valid request: next to nothing, so that the way there is what is measured. */
export function moved(input: MoveApplication): MovedApplication {
  const { applicationId, stage, version } = input;
  return { applicationId, stage, version: version + 1, movedAt: new Date().toISOString() };
}
