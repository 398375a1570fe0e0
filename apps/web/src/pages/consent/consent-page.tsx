import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { AdjustmentsLink } from '../interview/adjustments-link.js';
import { useInterview } from '../interview/interview-queries.js';
import { wayOf } from '../interview/interview-ways.js';
import { useAnswerBy } from './answer-date.js';

/** What somebody agrees to before anything is recorded, and the way without it: both weigh the same. */
export function Component() {
  const { interviewId = '' } = useParams();
  return <QueryState query={useInterview(interviewId)}>{(interview) => <Consent interview={interview} />}</QueryState>;
}

function Consent({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('consent');
  if (interview.path === 'human') return <WithAPerson interview={interview} />;
  if (interview.state !== 'invited' && interview.state !== 'consented')
    return <Navigate replace to={wayOf(interview)} />;
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Stack gap="lg" maw="66ch">
        <Summary interview={interview} />
        <FullText text={interview.consentText} />
        <AdjustmentsLink interviewId={interview.id} />
      </Stack>
      <Choice interview={interview} />
    </>
  );
}

function Summary({ interview }: { interview: Schemas['Interview'] }) {
  const { t, i18n } = useTranslation('consent');
  const seconds = interview.questions.reduce((sum, each) => sum + each.thinkSeconds + each.answerSeconds, 0);
  const values = {
    count: interview.questions.length,
    minutes: Math.ceil(seconds / 60),
    date: formatDeadline(interview.deadlineAt, i18n.language),
  };
  const rest = ['text', 'compares', 'not', 'person', 'watch', 'deletion'] as const;
  return (
    <List spacing="xs">
      <List.Item>{t('answers', values)}</List.Item>
      {rest.map((key) => (
        <List.Item key={key}>
          {t(key)}
          {key === 'compares' && <Criteria interview={interview} />}
        </List.Item>
      ))}
    </List>
  );
}

function Criteria({ interview: { criteria = [], language } }: { interview: Schemas['Interview'] }) {
  return (
    <List withPadding>
      {criteria.map((title) => (
        <List.Item key={title}>
          <bdi lang={language}>{title}</bdi>
        </List.Item>
      ))}
    </List>
  );
}

function FullText({ text: { version, text } }: { text: Schemas['ConsentText'] }) {
  const { t, i18n } = useTranslation('consent');
  return (
    <section>
      <Title order={2} size="20px" mb="xs">
        {t('fullText', { version })}
      </Title>
      {i18n.language !== 'en' && <Text c="dimmed">{t('english')}</Text>}
      <Text lang="en" dir="ltr" style={{ whiteSpace: 'pre-line' }}>
        {text}
      </Text>
    </section>
  );
}

function Choice({ interview }: { interview: Schemas['Interview'] }) {
  const { t, i18n } = useTranslation('consent');
  const [isAsking, setIsAsking] = useState(false);
  const { consent } = interview;
  return (
    <Stack mt="lg">
      {consent && <Notice kind="done">{t('given', { date: formatDeadline(consent.grantedAt, i18n.language) })}</Notice>}
      {isAsking ? (
        <PersonInstead interview={interview} onBack={() => setIsAsking(false)} />
      ) : (
        <AgreeOrNot interview={interview} onPerson={() => setIsAsking(true)} />
      )}
    </Stack>
  );
}

const refreshed = (id: string) => queryClient.invalidateQueries({ queryKey: ['interview', id] });
const refreshedApplication = (id: string) => queryClient.invalidateQueries({ queryKey: ['application', id] });

/** Neither is preselected, and both look the same. */
function AgreeOrNot({ interview, onPerson }: { interview: Schemas['Interview']; onPerson: () => void }) {
  const { t } = useTranslation('consent');
  const answerBy = useAnswerBy(interview.applicationId);
  const { t: shared } = useTranslation();
  const navigate = useNavigate();
  const hasAgreed = interview.state === 'consented';
  const agree = useMutation({
    mutationFn: async () => {
      const { version, sha256 } = interview.consentText;
      const params = { path: { interviewId: interview.id } };
      const body = { textVersion: version, textSha256: sha256, agreed: true as const };
      if (!hasAgreed) await api.POST('/v1/interviews/{interviewId}/consent', { params, body });
    },
    onSuccess: async () => {
      await refreshed(interview.id);
      await navigate(`/me/interviews/${interview.id}/check`);
    },
    onError: () => refreshed(interview.id),
  });
  return (
    <>
      {agree.isError && <ProblemNotice error={agree.error} words={{ consent_text_outdated: t('outdated') }} />}
      <Actions areAlike>
        <Button variant="default" loading={agree.isPending} onClick={() => agree.mutate()}>
          {hasAgreed ? shared('continue') : t('agree')}
        </Button>
        <Button variant="default" onClick={onPerson}>
          {t('instead')}
        </Button>
      </Actions>
      <Text c="dimmed">
        {t('insteadWords')} {answerBy}
      </Text>
    </>
  );
}

/** A step of its own, in other words and another place than what led to it: a second click on that does nothing. */
function PersonInstead({ interview, onBack }: { interview: Schemas['Interview']; onBack: () => void }) {
  const { t } = useTranslation('consent');
  const answerBy = useAnswerBy(interview.applicationId);
  const { t: shared } = useTranslation();
  const person = useMutation({
    mutationFn: async () => {
      const params = { path: { interviewId: interview.id } };
      await api.POST('/v1/interviews/{interviewId}/human-path', { params });
    },
    onSuccess: () => Promise.all([refreshed(interview.id), refreshedApplication(interview.applicationId)]),
  });
  return (
    <>
      <Notice kind="info" role="status">
        {t('sure')} {t('insteadWords')} {answerBy}
      </Notice>
      {person.isError && <ProblemNotice error={person.error} />}
      <Actions areAlike>
        <Button variant="default" autoFocus onClick={onBack}>
          {shared('back')}
        </Button>
        <Button variant="default" loading={person.isPending} onClick={() => person.mutate()}>
          {t('yes')}
        </Button>
      </Actions>
    </>
  );
}

function WithAPerson({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('consent');
  const answerBy = useAnswerBy(interview.applicationId);
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Notice kind="info">
        <p>{interview.pathReason === 'unsupported_language' ? t('language') : t('human')}</p>
        {answerBy !== '' && <p>{answerBy}</p>}
      </Notice>
      <Actions>
        <Button component={Link} to={`/me/applications/${interview.applicationId}`}>
          {t('toStatus')}
        </Button>
      </Actions>
    </>
  );
}
