import { AppError } from '@guildhall/errors';
import { Empty, IsId, newId, PageQuery } from '@guildhall/messages/contract';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { compileInputReader } from './input-reader.js';

class Segment {
  @IsInt()
  @Min(1)
  bytes!: number;
}

class TakeInput {
  @IsId('tak')
  takeId!: string;

  @IsString()
  @MinLength(2)
  @MaxLength(5)
  name!: string;

  @IsOptional()
  @IsInt()
  @Max(9)
  place?: number | null;

  @ValidateIf((take: TakeInput) => take.name === 'needs')
  @IsIn(['why'])
  reason?: string;

  @IsString({ each: true })
  @IsArray()
  @ArrayMaxSize(2)
  tags!: string[];

  @Allow()
  anything?: unknown;
}

class CompleteInput extends TakeInput {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Segment)
  segments!: Segment[];
}

const take = { takeId: newId('tak'), name: 'Zoë', tags: ['a'] };

function refusal(read: () => unknown): AppError {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('It was accepted.');
}

describe('an input', () => {
  const readTake = compileInputReader(TakeInput);
  const readComplete = compileInputReader(CompleteInput);

  it('becomes an instance of its class', () => {
    expect(readTake(take)).toBeInstanceOf(TakeInput);
    expect(readComplete({ ...take, segments: [{ bytes: 3 }] }).segments[0]).toBeInstanceOf(Segment);
  });

  it('is refused with every field that is wrong', () => {
    const error = refusal(() => readTake({ takeId: 'tak_1', name: 'x', tags: ['a', 1, 'c'], place: 'two' }));
    expect(error.code).toBe('validation_failed');
    expect([...new Set(error.errors?.map((one) => one.field))].sort()).toEqual(['name', 'place', 'tags', 'takeId']);
  });

  it('is refused with the path of what is wrong deep inside', () => {
    const error = refusal(() => readComplete({ ...take, segments: [{ bytes: 1 }, { bytes: 0 }] }));
    expect(error.errors).toEqual([{ field: 'segments.1.bytes', message: 'bytes must not be less than 1' }]);
  });

  it.each(['admin', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is refused with the property %s',
    (name) => {
      const plain = JSON.parse(JSON.stringify(take).replace('{', `{"${name}":{"role":"admin"},`));
      expect(refusal(() => readTake(plain)).errors).toContainEqual({
        field: name,
        message: `property ${name} should not exist`,
      });
    },
  );

  it.each(['admin', 'constructor', 'toString', '__proto__'])('never holds the property %s deep inside', (name) => {
    const nested = { ...take, segments: [JSON.parse(`{"bytes":1,"${name}":{"role":"admin"}}`)] };
    const segment = name === 'admin' ? null : readComplete(nested).segments[0];
    // class-transformer leaves out what every object has; everything else is refused.
    if (segment) expect(Object.entries(segment)).toEqual([['bytes', 1]]);
    else expect(refusal(() => readComplete(nested)).errors?.[0]?.field).toBe('segments.0.admin');
  });

  it('of an empty class holds nothing', () => {
    expect(compileInputReader(Empty)({})).toBeInstanceOf(Empty);
    expect(refusal(() => compileInputReader(Empty)({ a: 1 })).code).toBe('validation_failed');
  });

  it('may leave out what is optional', () => {
    expect(compileInputReader(PageQuery)({})).toEqual({});
    expect(readTake({ ...take, place: null }).place).toBeNull();
  });

  it('is accepted exactly when class-validator accepts it', () => {
    const value = fc.oneof(
      fc.constantFrom(take.takeId, 'needs', 'why', 'x', 'abc', null, 3, 99, 1.5, true),
      fc.array(fc.constantFrom('a', 'b', 3, null), { maxLength: 3 }),
      fc.object({ maxDepth: 1 }),
    );
    const half = <T>(good: T) => fc.oneof({ arbitrary: fc.constant(good), weight: 3 }, { arbitrary: value, weight: 1 });
    const plain = fc.record(
      { takeId: half(take.takeId), name: half('Zoë'), tags: half(['a']), place: value, reason: value, anything: value },
      { requiredKeys: ['takeId', 'name'] },
    );
    let accepted = 0;
    fc.assert(
      fc.property(plain, (input) => {
        const instance = Object.assign(new TakeInput(), input);
        const expected = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true }).length === 0;
        if (expected) {
          accepted++;
          expect(readTake(input)).toEqual(instance);
        } else {
          expect(refusal(() => readTake(input)).errors).not.toHaveLength(0);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it('cannot be checked by asking somebody else: an asynchronous decorator fails at start', () => {
    class Slow {
      name!: string;
    }
    const validator = { validate: async () => true };
    registerDecorator({ name: 'slow', async: true, target: Slow, propertyName: 'name', validator });
    expect(() => compileInputReader(Slow)).toThrow('Slow.name has an asynchronous validation');
  });

  it('of a class with a nested object reads that too', () => {
    class Holder {
      @IsObject()
      @ValidateNested()
      @Type(() => Segment)
      segment!: Segment;
    }
    const read = compileInputReader(Holder);
    expect(read({ segment: { bytes: 2 } }).segment).toBeInstanceOf(Segment);
    expect(refusal(() => read({ segment: { bytes: 'two' } })).errors?.[0]?.field).toBe('segment.bytes');
    expect(refusal(() => read({ segment: [] })).code).toBe('validation_failed');
  });
});
