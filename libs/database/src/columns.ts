import { type IdPrefix, idFromUuid, isId, uuidOf } from '@guildhall/messages/contract';
import { Column, PrimaryColumn, type ValueTransformer } from 'typeorm';

/** `app_…` in TypeScript, `uuid` in Postgres. Query builders and raw SQL bypass it: give them `uuidOf(id)`. */
function idTransformer(prefix: IdPrefix): ValueTransformer {
  return {
    to: (id: string | null | undefined) => {
      if (typeof id !== 'string') return id;
      // An id of another kind would be stored or searched as if it were of this one.
      if (!isId(prefix, id)) throw new TypeError(`This column takes ids that begin with ${prefix}_.`);
      return uuidOf(id);
    },
    from: (uuid: string | null) => (uuid === null ? null : idFromUuid(prefix, uuid)),
  };
}

export function PrimaryIdColumn(prefix: IdPrefix): PropertyDecorator {
  return PrimaryColumn({ type: 'uuid', transformer: idTransformer(prefix) });
}

export function IdColumn(prefix: IdPrefix, options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: 'uuid', transformer: idTransformer(prefix), nullable: options.nullable ?? false });
}

const countTransformer: ValueTransformer = {
  to: (count: number | null | undefined) => count,
  from: (text: string | null) => {
    if (text === null) return null;
    const count = Number(text);
    if (!Number.isSafeInteger(count)) throw new RangeError(`${text} is too large for a count.`);
    return count;
  },
};

/** A `bigint` that counts things (positions, bytes), a number in TypeScript. For money take `MinorUnitsColumn`. */
export function CountColumn(options: { nullable?: boolean; default?: number } = {}): PropertyDecorator {
  return Column({
    type: 'bigint',
    transformer: countTransformer,
    nullable: options.nullable ?? false,
    ...defaultOf(options),
  });
}

const minorUnitsTransformer: ValueTransformer = {
  to: (amount: bigint | null | undefined) => (typeof amount === 'bigint' ? amount.toString() : amount),
  from: (text: string | null) => (text === null ? null : BigInt(text)),
};

/** An amount of money in minor units: `bigint` in TypeScript and in Postgres. */
export function MinorUnitsColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: minorUnitsTransformer, nullable: options.nullable ?? false });
}

/** A moment (`timestamptz`), a `Date` in TypeScript. Always set from a `Clock`, never by the database. */
export function MomentColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: 'timestamp with time zone', nullable: options.nullable ?? false });
}

function defaultOf(options: { default?: number }): { default?: number } {
  return options.default === undefined ? {} : { default: options.default };
}
