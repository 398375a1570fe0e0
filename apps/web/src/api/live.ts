import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** What applicants are told of; each is an event of its own name, and `reset` asks to load everything anew. */
const told = [
  ...['application.submitted', 'application.advanced', 'application.not_selected'],
  ...['application.withdrawn', 'offer.extended', 'offer.accepted', 'offer.declined'],
  ...['interview.invited', 'interview.started', 'interview.interrupted', 'interview.submitted'],
  ...['interview.insufficient_data', 'interview.human_path', 'interview.expired'],
  ...['consent.granted', 'consent.withdrawn', 'take.completed', 'take.playable', 'answer.rejected', 'take.granted'],
  ...['transcript.ready', 'recordings.erasure_requested', 'recordings.erased'],
  ...['contract.sent', 'contract.signed', 'contract.declined', 'contract.voided', 'contract.sealed', 'reset'],
];

/** What members of staff are told of besides, as far as pages of the console show it. */
const toldStaff = [
  ...['application.stage_changed', 'application.held', 'application.decision_overdue'],
  ...['opening.opened', 'opening.closed', 'score.ready', 'score.needs_review', 'review.rated', 'review.concluded'],
];

/** New results, and with them new ranks, some moments later. */
export const scoresTold = ['score.ready', 'score.needs_review', 'reset'];

/**
 * Hears of what happens while a page is open; only for who is signed in. A connection that breaks is made anew by the browser, which
 * says what it saw last.
 */
export function useLiveEvents(types: readonly string[], onEvent: () => void): void {
  const handler = useRef(onEvent);
  useEffect(() => {
    handler.current = onEvent;
  }, [onEvent]);
  useEffect(() => {
    const events = new EventSource('/v1/me/live');
    for (const type of types) events.addEventListener(type, () => handler.current());
    return () => events.close();
  }, [types]);
}

/** Keeps what a page shows of the server up to date while it is open. */
export function useLive(): void {
  useReloading(told);
}

/** The same for pages of staff; not for lists whose rows must stay where they are. */
export function useStaffLive(): void {
  useReloading(forStaff);
}

const forStaff = [...told, ...toldStaff];

function useReloading(types: readonly string[]): void {
  const queries = useQueryClient();
  useLiveEvents(types, () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }));
}
