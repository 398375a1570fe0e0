import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { ClassOf } from './definitions.js';

const maxDepth = 32;

/**
 * The JSON of a payload that is about to be kept: an event's data, a job's input.
 *
 * @returns the payload as plain JSON values, as every later reader will see it.
 * @throws TypeError where a value would not survive JSON unchanged (a `Date`, a `bigint`, `NaN`), or where the class refuses
 *   it; that is a defect of the caller, and it must show before the row is committed. The message names fields, no values.
 */
export function jsonPayload<P extends object>(type: ClassOf<P>, payload: P, what: string): object {
  const unfit = firstUnfit(payload, '', 0);
  if (unfit !== null) throw new TypeError(`The payload of ${what} is not plain JSON: ${unfit}.`);
  const json = JSON.parse(JSON.stringify(payload)) as object;
  const instance = plainToInstance(type as new () => P, json);
  const faults = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (faults.length > 0) throw new TypeError(`The payload of ${what} is invalid: ${faults.map(describe).join('; ')}.`);
  return json;
}

/** Where, and what, JSON would change or lose; null where nothing. An absent optional property may be `undefined`. */
function firstUnfit(value: unknown, path: string, depth: number): string | null {
  const at = path === '' ? 'the payload' : path;
  if (depth > maxDepth) return `${at} is nested deeper than ${maxDepth} levels`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${at} is no finite number`;
  if (typeof value !== 'object') return `${at} is a ${typeof value}`;
  if (isBuiltIn(value)) return `${at} is a ${value.constructor.name}`;
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined && !isList) continue;
    const unfit = firstUnfit(inner, path === '' ? name : `${path}.${name}`, depth + 1);
    if (unfit !== null) return unfit;
  }
  return null;
}

function isBuiltIn(value: object): boolean {
  return 'toJSON' in value || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value);
}

function describe(fault: ValidationError): string {
  const own = Object.values(fault.constraints ?? {});
  const inner = (fault.children ?? []).map((child) => `${fault.property}.${describe(child)}`);
  return [...own, ...inner].join('; ');
}
