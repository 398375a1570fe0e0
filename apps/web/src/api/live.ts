import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

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

/**
 * Keeps what a page shows of the server up to date while it is open; only for who is signed in. A connection that breaks is made
 * anew by the browser, which says what it saw last.
 */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const events = new EventSource('/v1/me/live');
    const loadAnew = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    for (const type of told) events.addEventListener(type, loadAnew);
    return () => events.close();
  }, [queries]);
}
