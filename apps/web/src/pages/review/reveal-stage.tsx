import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AnswerPlayer } from '../../answers/answer-player.js';
import { usePlayback } from '../../answers/use-playback.js';
import { api, bodyOf } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { AppealAnswer } from './appeal-answer.js';
import { ChangeLevels } from './change-levels.js';
import { RevealedCriterion } from './revealed-criterion.js';
import { type Review, reviewKey } from './review-queries.js';

interface RevealStageProps {
  applicationId: string;
  review: Review;
  revealed: Schemas['RevealedResult'];
}

/** After the ratings are saved: one's own beside the engine's, and the choice to stand by them. */
export function RevealStage({ applicationId, review, revealed }: RevealStageProps) {
  const { t } = useTranslation('review');
  const [isChanging, setChanging] = useState(false);
  const { criteria, answers, ratings, state } = review;
  const playback = usePlayback(useMemo(() => answers.flatMap(({ takeId }) => takeId ?? []), [answers]));
  const conclude = useConclude(applicationId);
  const isConcluded = state === 'concluded';
  return (
    <Stack gap="md">
      <PageTitle documentTitle={t('applicant')}>{t('applicant')}</PageTitle>
      <Notice kind="done">{t('savedTitle')}</Notice>
      <Text>{t('reveal')}</Text>
      <Text c="dimmed">
        {t('madeBy', { engine: revealed.model })}
        {revealed.engine === 'baseline' && `. ${t('demonstration')}`}
      </Text>
      {revealed.outcome === 'held_out' && <Notice kind="held">{t('held')}</Notice>}
      {playback.takeId !== null && <AnswerPlayer playback={playback} isSoundOnly />}
      {criteria.map(({ criterion, title, anchors }, place) => (
        <RevealedCriterion
          key={criterion}
          {...{ place, title, anchors, playback, answers }}
          rating={ratings.find((rating) => rating.criterion === criterion)}
          result={revealed.criteria.find((result) => result.criterion === criterion)}
          isBaseline={revealed.engine === 'baseline'}
        />
      ))}
      {isConcluded && <Concluded applicationId={applicationId} ratings={ratings} />}
      {!isConcluded && isChanging && (
        <ChangeLevels {...{ criteria, ratings, conclude }} onBack={() => setChanging(false)} />
      )}
      {!isConcluded && !isChanging && (
        <>
          {conclude.isError && <ProblemNotice error={conclude.error} />}
          <Actions areAlike>
            <Button variant="default" loading={conclude.isPending} onClick={() => conclude.mutate([])}>
              {t('keep')}
            </Button>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
          </Actions>
        </>
      )}
    </Stack>
  );
}

function Concluded({ applicationId, ratings }: { applicationId: string; ratings: Review['ratings'] }) {
  const { t } = useTranslation('review');
  const isChanged = ratings.some(({ finalLevel }) => finalLevel !== null);
  return (
    <>
      <Notice kind="done" role="status">
        {t(isChanged ? 'doneChanged' : 'doneKept')}
      </Notice>
      <AppealAnswer applicationId={applicationId} />
      <Actions>
        <Button component={Link} to="/console/reviews" variant="default">
          {t('toQueue')}
        </Button>
      </Actions>
    </>
  );
}

function useConclude(applicationId: string) {
  const params = { path: { applicationId } };
  return useMutation({
    mutationFn: (changes: Schemas['CriterionChange'][]) =>
      bodyOf(api.POST('/v1/applications/{applicationId}/review/conclusion', { params, body: { changes } })),
    onSuccess: (concluded) => queryClient.setQueryData(reviewKey(applicationId), concluded),
  });
}
