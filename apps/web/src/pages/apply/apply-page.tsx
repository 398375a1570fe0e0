import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { type Schemas, useMe } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useOpening } from '../openings/opening-queries.js';
import { CodeForm } from '../sign-in/code-form.js';
import { CheckStep } from './check-step.js';
import { type Draft, faultsOf, useDraft } from './draft.js';
import { RequirementsStep } from './requirements-step.js';
import { YouStep } from './you-step.js';

/** Three short steps; the last one sends. */
export function Component() {
  const { openingId = '' } = useParams();
  const opening = useOpening(openingId);
  const me = useMe();
  return (
    <QueryState query={opening}>
      {(found) => (
        <QueryState query={me}>
          {(known) =>
            found.state === 'open' ? (
              <Application opening={found} applicant={known?.kind === 'applicant' ? known : null} />
            ) : (
              <Closed opening={found} />
            )
          }
        </QueryState>
      )}
    </QueryState>
  );
}

export interface ApplicationProps {
  opening: Schemas['PublicOpening'];
  /** Null where somebody is not signed in, and has to be asked who they are. */
  applicant: Schemas['Me'] | null;
}

function Closed({ opening }: { opening: Schemas['PublicOpening'] }) {
  const { t, i18n } = useTranslation('openings');
  const shared = useTranslation().t;
  return (
    <>
      <PageTitle documentTitle={opening.title}>
        <bdi>{opening.title}</bdi>
      </PageTitle>
      <Notice kind="attention">
        {opening.closedAt && t('closed', { date: formatDate(opening.closedAt, i18n.language) })}
      </Notice>
      <Text mt="md">
        <Anchor component={Link} to="/jobs">
          {shared('toOpenings')}
        </Anchor>
      </Text>
    </>
  );
}

const steps = ['you', 'requirements', 'check'] as const;
export type ApplyStep = (typeof steps)[number];

function Application({ opening, applicant }: ApplicationProps) {
  const { t } = useTranslation('apply');
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const kept = useDraft(opening);
  // Beside the address of the page, so that a reload or another language does not lose it.
  const sent = (useLocation().state as { sent?: Draft } | null)?.sent;
  const goTo = (step: ApplyStep) => setParameters(step === 'you' ? {} : { step });
  const onSent = () => {
    kept.forget();
    if (applicant) void navigate('/me');
    else setParameters({}, { state: { sent: kept.draft } });
  };
  if (sent !== undefined) {
    const changeAddress = () => {
      kept.change(sent);
      setParameters({}, { state: null });
    };
    return (
      <>
        <PageTitle key="sent">{t('sentTitle')}</PageTitle>
        <CodeForm email={sent.email.trim()} words={t('sent')} onOtherAddress={changeAddress} />
      </>
    );
  }
  const asked = steps.find((step) => step === parameters.get('step')) ?? 'you';
  // A link into the middle leads to what is missing.
  const step = faultsOf(kept.draft, applicant !== null).length > 0 ? 'you' : asked;
  const given = { opening, applicant, draft: kept.draft };
  return (
    <Stack gap="xs" maw="66ch">
      <Text c="dimmed">
        {t('for', { title: opening.title })} · {t('step', { step: steps.indexOf(step) + 1 })}
      </Text>
      {step === 'you' && <YouStep {...given} onChange={kept.change} onNext={() => goTo('requirements')} />}
      {step === 'requirements' && (
        <RequirementsStep opening={opening} onBack={() => goTo('you')} onNext={() => goTo('check')} />
      )}
      {step === 'check' && <CheckStep {...given} onGoTo={goTo} onSent={onSent} />}
    </Stack>
  );
}
