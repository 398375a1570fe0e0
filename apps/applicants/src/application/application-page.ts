import type { ApplicationPage } from '@guildhall/messages/applicants';
import { idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import type { ApplicationEntity } from './application.entity.js';
import { applicationView } from './application-view.js';

/** A page of applications, newest first, of the rows that `read` finds behind an id. */
export async function applicationPage(
  input: PageQuery,
  read: (limit: number, beforeId: string | null) => Promise<ApplicationEntity[]>,
): Promise<ApplicationPage> {
  const { limit, after } = idCursor('app', input);
  const rows = await read(limit + 1, after);
  return pageOf(rows.map(applicationView), limit);
}
