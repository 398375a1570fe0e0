import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Whatever happens to what is one's own is asked anew: an event says that, and not what, changed. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/v1/me/live');
    const refresh = () => void queries.invalidateQueries();
    for (const type of eventTypes) source.addEventListener(type, refresh);
    return () => source.close();
  }, [queries]);
}

/** What an applicant's pages show something of; `reset` asks to load everything anew. */
const eventTypes = [
  ...['reset', 'application.submitted', 'application.advanced', 'application.not_selected', 'application.withdrawn'],
  ...['interview.invited', 'interview.started', 'interview.submitted', 'interview.expired', 'interview.human_path'],
  ...['interview.insufficient_data', 'take.completed', 'take.granted', 'take.playable', 'answer.rejected'],
  ...['transcript.ready', 'offer.extended', 'offer.accepted', 'offer.declined', 'contract.sent', 'contract.sealed'],
];
