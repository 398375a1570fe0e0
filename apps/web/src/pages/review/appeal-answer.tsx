import { Button, Card, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';

type Outcome = Schemas['ConcludeAppealBody']['outcome'];
type Reason = Schemas['ConcludeAppealBody']['reasonCode'];
/** As `appeals.commands.ts` of the messages lists them. */
const reasonsOf: Record<Outcome, readonly Reason[]> = {
  upheld: ['evidence_reads_the_same', 'requirements_not_met', 'position_filled'],
  changed: ['evidence_was_missed', 'transcript_was_wrong', 'procedure_was_wrong'],
};

const appealKey = (applicationId: string) => ['appeal', applicationId];

/** Whoever has reviewed the new result of an appeal answers it, by name; where nobody appealed there is nothing here. */
export function AppealAnswer({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('review');
  const params = { path: { applicationId } };
  const appeal = useQuery({
    queryKey: appealKey(applicationId),
    queryFn: async () => (await bodyOf(api.GET('/v1/applications/{applicationId}/appeal', { params }))).appeal,
    refetchOnWindowFocus: false,
  });
  if (!appeal.data) return null;
  const { state, reason } = appeal.data;
  return (
    <Card withBorder component="section" aria-label={t('appeal.title')}>
      <Stack gap="md">
        <Title order={2} size="20px">
          {t('appeal.title')}
        </Title>
        {reason !== null && (
          <Text component="blockquote" dir="auto" m={0}>
            {reason}
          </Text>
        )}
        {state === 'open' ? (
          <AnswerForm applicationId={applicationId} />
        ) : (
          <Notice kind="done" role="status">
            {t(`appeal.done.${state}`)}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}

function AnswerForm({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('review');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reasonCode, setReasonCode] = useState<Reason | ''>('');
  const [isLacking, setLacking] = useState(false);
  const answer = useMutation({
    mutationFn: (body: Schemas['ConcludeAppealBody']) =>
      bodyOf(
        api.POST('/v1/applications/{applicationId}/appeal/conclusion', { params: { path: { applicationId } }, body }),
      ),
    onSuccess: (concluded) => queryClient.setQueryData(appealKey(applicationId), concluded),
  });
  const save = () => {
    setLacking(outcome === null || reasonCode === '');
    if (outcome !== null && reasonCode !== '') answer.mutate({ outcome, reasonCode });
  };
  const choose = (value: string) => {
    setLacking(false);
    setOutcome(value as Outcome);
    setReasonCode('');
  };
  return (
    <>
      <Text>{t('appeal.named')}</Text>
      <Radio.Group label={t('appeal.outcome')} value={outcome} onChange={choose}>
        <Stack gap="xs" mt="xs">
          {(['upheld', 'changed'] as const).map((each) => (
            <Radio key={each} value={each} label={t(`appeal.outcomes.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {outcome !== null && (
        <NativeSelect
          size="md"
          label={t('reason')}
          value={reasonCode}
          onChange={({ currentTarget: { value } }) => {
            setLacking(false);
            setReasonCode(value as Reason | '');
          }}
          data={[
            { value: '', label: t('chooseReason') },
            ...reasonsOf[outcome].map((each) => ({ value: each, label: t(`appeal.reasons.${each}`) })),
          ]}
        />
      )}
      {isLacking && (
        <Notice kind="error" role="alert">
          {t('appeal.lacking')}
        </Notice>
      )}
      {answer.error && (
        <ProblemNotice
          error={answer.error}
          words={{ appeal_needs_another_person: t('refused.appeal_needs_another_person') }}
        />
      )}
      <Actions>
        <Button loading={answer.isPending} onClick={save}>
          {t('appeal.save')}
        </Button>
      </Actions>
    </>
  );
}
