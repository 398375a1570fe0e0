import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { languageName } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import classes from './apply.module.css';
import type { ApplicationProps, ApplyStep } from './apply-page.js';
import { bodyOfDraft, type Draft, regionOf } from './draft.js';
import { regionName } from './places.js';

interface CheckStepProps extends ApplicationProps {
  draft: Draft;
  onGoTo: (step: ApplyStep) => void;
  onSent: () => void;
}

/** Everything once more before it is sent. */
export function CheckStep({ opening, applicant, draft, onGoTo, onSent }: CheckStepProps) {
  const { t, i18n } = useTranslation('apply');
  const { language } = i18n;
  const send = useMutation({
    mutationFn: async () => {
      const body = bodyOfDraft(draft, applicant !== null, language === 'ar' ? 'ar' : 'en');
      const path = { openingId: opening.id };
      await api.POST('/v1/openings/{openingId}/applications', { params: { path }, body });
    },
    onSuccess: onSent,
  });
  const rows: [string, string][] = [
    [t('name'), applicant?.displayName ?? draft.displayName],
    ...(applicant ? [] : [[t('address'), draft.email] as [string, string]]),
    [t('place'), regionName(regionOf(draft), language)],
    [t('answers'), languageName(draft.language, language)],
    [t('mails'), t('thisLanguage')],
  ];
  return (
    <>
      <PageTitle>{t('check')}</PageTitle>
      <dl className={classes['answers']}>
        {rows.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Text mt="sm">{opening.requirements.length > 0 ? t('frozen') : t('noRequirements')}</Text>
      {send.isError && <Refused error={send.error} />}
      <Actions>
        <Button loading={send.isPending} onClick={() => send.mutate()}>
          {t('send')}
        </Button>
        <Button variant="default" onClick={() => onGoTo('you')}>
          {t('change')}
        </Button>
      </Actions>
    </>
  );
}

const anHourSeconds = 3_600;

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('apply');
  const isForToday = error instanceof ApiProblem && error.status === 429 && error.retryAfterSeconds > anHourSeconds;
  const words = {
    opening_not_open: t('closed'),
    validation_failed: t('notTaken'),
    ...(isForToday && { rate_limited: t('again') }),
  };
  return <ProblemNotice error={error} words={words} />;
}
