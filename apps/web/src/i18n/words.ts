type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type PluralBase<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : never;

/**
 * The same words in another language. Arabic has six forms of number where English has two, so a key that ends in `_one` or
 * `_other` may have all of them.
 */
export type Translated<T> = {
  [K in keyof T]: T[K] extends string ? string : Translated<T[K]>;
} & { [K in `${PluralBase<keyof T>}_${PluralForm}`]?: string };
