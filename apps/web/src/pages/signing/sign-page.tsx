import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { tokenOf } from '../../api/mailed-token.js';
import { QueryState } from '../../problem/query-state.js';
import { LinkUnfinished, LinkUsed, VisitOver } from './ends.js';
import { signingCalls } from './signing-calls.js';
import { SigningSteps } from './signing-steps.js';
import { keep, recall } from './signing-visit.js';
import { StartStep } from './start-step.js';
import { signingKey } from './visit.js';

/**
 * Where the link of a mail leads. Its token leaves the address bar at once and is used up by a click alone: programs that look into
 * mails open links, too. A newer link may be opened in the same tab, which changes nothing but what is behind the `#`.
 */
export function Component() {
  const ofAddress = tokenOf(useLocation().hash);
  const navigate = useNavigate();
  const [link, setLink] = useState(() => recall('link'));
  const [secret, setSecret] = useState(() => recall('secret'));
  const [isUsed, setIsUsed] = useState(false);
  useEffect(() => {
    if (ofAddress === null) return;
    keep('link', ofAddress);
    setLink(ofAddress);
    void navigate('/sign', { replace: true });
  }, [ofAddress, navigate]);
  if (ofAddress !== null) return null;
  if (link !== null) {
    return <StartStep key={link} link={link} onOpened={opened} onRefused={refused} />;
  }
  if (secret !== null) return <OpenVisit key={secret} secret={secret} />;
  return isUsed ? <LinkUsed /> : <LinkUnfinished />;

  function opened(begun: string): void {
    setSecret(begun);
    setLink(null);
  }

  /** Whoever follows the link once more goes on with the visit that it opened. */
  function refused(wasUsed: boolean): void {
    keep('link', null);
    setIsUsed(wasUsed);
    setLink(null);
  }
}

const sealedWithinMs = 500;
const slowestMs = 10_000;

function OpenVisit({ secret }: { secret: string }) {
  const calls = useMemo(() => signingCalls(secret), [secret]);
  const signing = useQuery({
    queryKey: signingKey(secret),
    queryFn: calls.get,
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      const isAwaited = data !== undefined && ['all_signed', 'sealing'].includes(data.contractState);
      return isAwaited ? Math.min(sealedWithinMs * 1.25 ** dataUpdateCount, slowestMs) : false;
    },
  });
  if (hasCode(signing.error, 'signing_session_required')) return <VisitOver />;
  return (
    <QueryState query={signing}>{(found) => <SigningSteps visit={{ secret, calls, signing: found }} />}</QueryState>
  );
}
