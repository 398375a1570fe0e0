import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useInterview } from '../interview/interview-queries.js';

/** What somebody agrees to before anything is recorded, and the way without it: both weigh the same. */
export function Component() {
  const { interviewId = '' } = useParams();
  return <QueryState query={useInterview(interviewId)}>{(interview) => <Consent interview={interview} />}</QueryState>;
}

function Consent({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('consent');
  if (interview.path === 'human') return <WithAPerson interview={interview} />;
  if (interview.state !== 'invited' && interview.state !== 'consented') {
    return <Navigate replace to={`/me/interviews/${interview.id}/room`} />;
  }
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Stack gap="lg" maw="66ch">
        <Summary interview={interview} />
        <FullText text={interview.consentText} />
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
        <List.Item key={key}>{t(key)}</List.Item>
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
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const params = { path: { interviewId: interview.id } };
  const refresh = () => queries.invalidateQueries({ queryKey: ['interview', interview.id] });
  const agree = useMutation({
    mutationFn: async () => {
      const { version, sha256 } = interview.consentText;
      const body = { textVersion: version, textSha256: sha256, agreed: true as const };
      if (interview.state === 'invited') await api.POST('/v1/interviews/{interviewId}/consent', { params, body });
    },
    onSuccess: async () => {
      await refresh();
      await navigate(`/me/interviews/${interview.id}/check`);
    },
    onError: refresh,
  });
  const person = useMutation({
    mutationFn: async () => await api.POST('/v1/interviews/{interviewId}/human-path', { params }),
    onSuccess: refresh,
  });
  const error = agree.error ?? person.error;
  const { consent } = interview;
  return (
    <>
      {consent && <Notice kind="done">{t('given', { date: formatDeadline(consent.grantedAt, i18n.language) })}</Notice>}
      {error && <ProblemNotice error={error} words={{ consent_text_outdated: t('outdated') }} />}
      {isAsking && (
        <Notice kind="info" role="status">
          {t('sure')}
        </Notice>
      )}
      <Actions>
        <Button variant="default" loading={agree.isPending} onClick={() => agree.mutate()}>
          {t('agree')}
        </Button>
        <Button
          variant="default"
          loading={person.isPending}
          onClick={() => (isAsking ? person.mutate() : setIsAsking(true))}
        >
          {isAsking ? t('yes') : t('instead')}
        </Button>
      </Actions>
      <Text c="dimmed" mt="xs">
        {t('insteadWords')}
      </Text>
    </>
  );
}

function WithAPerson({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('consent');
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Notice kind="info">{interview.pathReason === 'unsupported_language' ? t('language') : t('human')}</Notice>
      <Actions>
        <Button component={Link} to={`/me/applications/${interview.applicationId}`}>
          {t('toStatus')}
        </Button>
      </Actions>
    </>
  );
}
