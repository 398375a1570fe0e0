import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsId, query } from '../contract/index.js';

/** What an opening says about who is interviewed with a plan. */
export class OpeningToOutline {
  @IsId('opn')
  openingId!: string;

  @IsId('plv')
  planVersionId!: string;

  /** BCP 47 tags. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  languages!: string[];

  /** Places whose law applies to everybody who applies, for example `US-NY`. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(10, { each: true })
  places!: string[];
}

export class OutlinePlansInput {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OpeningToOutline)
  openings!: OpeningToOutline[];
}

/** What an interview asks of somebody, in numbers: no question is shown before the interview. */
export class InterviewOutline {
  questions!: number;
  /** All suggested thinking and the longest answers, rounded up. */
  minutes!: number;
  /** Takes that everybody may make of each answer; faulty ones do not count. */
  triesPerAnswer!: number;
}

export class AiEvaluation {
  /** Whether AI may evaluate in some language of the opening; a person does it instead for anybody who asks. */
  used!: boolean;
  /** Of the text that is agreed to before anything is recorded. */
  consentTextVersion!: string;
}

export class OpeningOutline {
  openingId!: string;
  interview!: InterviewOutline;
  aiEvaluation!: AiEvaluation;
}

export class OpeningOutlines {
  outlines!: OpeningOutline[];
}

/** What anybody may know of interviews before they apply. Openings whose plan version is not published are left out. */
export const outlinePlans = query('interviews', 'plans.outline', { input: OutlinePlansInput, output: OpeningOutlines });
