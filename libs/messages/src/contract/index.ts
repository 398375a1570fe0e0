// The decorators of class-transformer need it wherever a message class is loaded.
import 'reflect-metadata';

export {
  type Actor,
  actorLabel,
  type CallContext,
  hasRole,
  type ServiceName,
  type StaffRole,
  serviceNames,
  staffRoles,
} from './actor.js';
export {
  type ClassOf,
  command,
  type EventDefinition,
  type EventEnvelope,
  event,
  type JobDefinition,
  job,
  query,
  type RpcDefinition,
} from './definitions.js';
export { Empty } from './empty.js';
export { idCursor, pageOf, unknownCursor } from './id-cursor.js';
export { type IdPrefix, IsId, idFromUuid, idPrefixes, isId, newId, uuidOf } from './ids.js';
export { IsMoment } from './moments.js';
export { type Page, PageQuery } from './page.js';
export { cannotBePaid, type PayableCurrency, payableCurrencies } from './payable-currencies.js';
export { jsonPayload } from './payload.js';
export { IsOneLine, ShowsSomething } from './shown-text.js';
