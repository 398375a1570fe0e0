import { Navigate, useParams } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { QueryState } from '../../problem/query-state.js';
import { useInterview } from './interview-queries.js';

const pages: Partial<Record<Schemas['Interview']['state'], string>> = {
  invited: 'consent',
  consented: 'check',
  in_progress: 'room',
  insufficient_data: 'room',
};

/** Where links of mails lead: on to the page that this interview is at. */
export function Component() {
  const { interviewId = '' } = useParams();
  return (
    <QueryState query={useInterview(interviewId)}>
      {({ state, applicationId }) => {
        const page = pages[state];
        const to = page ? `/me/interviews/${interviewId}/${page}` : `/me/applications/${applicationId}`;
        return <Navigate replace to={to} />;
      }}
    </QueryState>
  );
}
