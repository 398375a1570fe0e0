import canonicalize from 'canonicalize';

// The package is CommonJS and its types describe an ES module, so that the compiler takes the function for a namespace.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/**
 * The one text of a JSON value: sorted keys, no white space. What is hashed is hashed in this form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: object): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('Only a JSON object has a canonical form.');
  return text;
}
