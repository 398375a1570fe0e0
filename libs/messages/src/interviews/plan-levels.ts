import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsString, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';

/** Fewest indicators a level needs: `any` positives altogether, of which `core` are marked core. */
class LevelThreshold {
  @ApiProperty({ minimum: 0, maximum: 60 })
  @IsInt()
  @Min(0)
  @Max(60)
  any!: number;

  @ApiProperty({ minimum: 0, maximum: 60 })
  @IsInt()
  @Min(0)
  @Max(60)
  core!: number;
}

/** The thresholds of levels 2 to 5. Neither number may fall from one level to the next. */
export class LevelRule {
  @Threshold()
  2!: LevelThreshold;

  @Threshold()
  3!: LevelThreshold;

  @Threshold()
  4!: LevelThreshold;

  @Threshold()
  5!: LevelThreshold;
}

/** What is observed at each level, in words that a recording can show. */
export class LevelAnchors {
  @Anchor()
  1!: string;

  @Anchor()
  2!: string;

  @Anchor()
  3!: string;

  @Anchor()
  4!: string;

  @Anchor()
  5!: string;
}

function Threshold(): PropertyDecorator {
  return all(
    ApiProperty({ type: () => LevelThreshold }),
    IsDefined(),
    ValidateNested(),
    Type(() => LevelThreshold),
  );
}

function Anchor(): PropertyDecorator {
  return all(
    ApiProperty({ example: 'Names one check, and says how it is done.', minLength: 10, maxLength: 400 }),
    IsString(),
    MinLength(10),
    MaxLength(400),
  );
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
