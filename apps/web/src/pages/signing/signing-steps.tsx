import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { AgreeStep } from './agree-step.js';
import { CodeStep } from './code-step.js';
import { DeclineStep } from './decline-step.js';
import { Sealed, Sealing } from './done-step.js';
import { ContractEnded, VisitOver } from './ends.js';
import { ReadStep } from './read-step.js';
import { SignStep } from './sign-step.js';
import { stepOf, toRead, toSign } from './signing-step.js';
import { keep, keepReadIds, recallReadIds } from './signing-visit.js';
import { signingKey, type Visit } from './visit.js';

/** The step that it is the turn of, as the API says it. */
export function SigningSteps({ visit }: { visit: Visit }) {
  const { secret, signing } = visit;
  const queries = useQueryClient();
  const [readIds, setReadIds] = useState(recallReadIds);
  const [isDeclining, setIsDeclining] = useState(false);
  const { contractId, contractState } = signing;
  const step = stepOf(signing, readIds);
  // What cannot be gone on with is not offered to be gone on with.
  const isOpen = contractState === 'sent' && step !== 'ended';
  useEffect(() => keep('contractId', isOpen ? contractId : null), [contractId, isOpen]);
  const onDecline = () => setIsDeclining(true);
  if (isDeclining && contractState === 'sent') {
    return <DeclineStep visit={visit} onBack={() => setIsDeclining(false)} />;
  }
  switch (step) {
    case 'agree':
      return <AgreeStep {...{ visit, onDecline }} />;
    case 'code':
      return <CodeStep {...{ visit, onDecline }} />;
    case 'read': {
      const document = toRead(signing, readIds)[0] ?? toSign(signing)[0]!;
      return <ReadStep key={document.id} {...{ visit, document, onDecline }} onRead={() => hasRead(document.id)} />;
    }
    case 'sign': {
      const document = toSign(signing)[0]!;
      return <SignStep key={document.id} {...{ visit, document, onDecline }} />;
    }
    case 'sealing':
      return <Sealing />;
    case 'sealed':
      return <Sealed visit={visit} />;
    case 'ended':
      return <VisitOver />;
    default:
      return <ContractEnded how={step} />;
  }

  /** That its file was opened stands with the API; it is asked before the next step is chosen. */
  async function hasRead(documentId: string): Promise<void> {
    const ids = [...new Set([...readIds, documentId])];
    keepReadIds(ids);
    await queries.refetchQueries({ queryKey: signingKey(secret), exact: true });
    setReadIds(ids);
  }
}
