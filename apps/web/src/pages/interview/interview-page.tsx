import { Navigate, useParams } from 'react-router';
import { QueryState } from '../../problem/query-state.js';
import { useInterview } from './interview-queries.js';
import { wayOf } from './interview-ways.js';

/** Where mails lead: on to the page that it is the turn of. */
export function Component() {
  const { interviewId = '' } = useParams();
  const interview = useInterview(interviewId);
  return <QueryState query={interview}>{(found) => <Navigate to={wayOf(found)} replace />}</QueryState>;
}
