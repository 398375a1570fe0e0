import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Empty, jsonPayload } from './index.js';

class Inner {
  @IsInt()
  count!: number;
}

class Payload {
  @IsString()
  name!: string;

  @IsOptional()
  @IsString()
  note?: string | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => Inner)
  inner?: Inner;
}

const check = (payload: object) => () => jsonPayload(Payload, payload as Payload, 'thing.happened');

describe('a payload', () => {
  it('becomes plain JSON; an absent optional field stays absent', () => {
    expect(check({ name: 'a', note: undefined, inner: { count: 1 } })()).toEqual({ name: 'a', inner: { count: 1 } });
    expect(jsonPayload(Empty, new Empty(), 'nothing.happened')).toEqual({});
  });

  it('is refused with the path of a value that JSON would change', () => {
    expect(check({ name: new Date(0) })).toThrow(/thing.happened is not plain JSON: name is a Date/);
    expect(check({ name: 'a', inner: { count: 1n } })).toThrow(/inner.count is a bigint/);
    expect(check({ name: 'a', inner: { count: Number.NaN } })).toThrow(/inner.count is no finite number/);
    expect(check({ name: 'a', note: Buffer.from('x') })).toThrow(/note is a Buffer/);
    expect(check({ name: ['a', undefined] })).toThrow(/name.1 is a undefined/);
  });

  it('is refused when it is nested without end', () => {
    const loop: Record<string, unknown> = { name: 'a' };
    loop['inner'] = loop;
    expect(check(loop)).toThrow(/deeper than 32 levels/);
  });

  it('is refused with the names of fields that its class does not know or does not like, without their values', () => {
    expect(check({ name: 'a', email: 'zoe@example.org' })).toThrow(/property email should not exist/);
    expect(check({ name: 'a', email: 'zoe@example.org' })).not.toThrow(/zoe@/);
    expect(check({ name: 'a', inner: { count: 1.5 } })).toThrow(/inner\..*integer/);
    expect(() => jsonPayload(Empty, { more: 1 } as Empty, 'nothing.happened')).toThrow(/more should not exist/);
  });
});
