import { SegmentedControl, Switch, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerPlayer } from '../../answers/answer-player.js';
import { AnswerTexts, type MarkedQuote } from '../../answers/answer-texts.js';
import { letterOf } from '../../answers/criterion-letter.js';
import { KeysChoice } from '../../answers/keys-choice.js';
import { shownText } from '../../answers/sentences.js';
import { useKeys, useKeysChoice } from '../../answers/use-keys.js';
import { usePlayback } from '../../answers/use-playback.js';
import { api, bodyOf } from '../../api/client.js';
import { queryClient } from '../../api/queries.js';
import { Confirmation } from '../../shell/confirmation.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { MarkSelected, MarkSentence } from './mark-quote.js';
import { RatingPanel } from './rating-panel.js';
import classes from './review.module.css';
import { firstMissing, nothingYet, type RatingDraft, ratingsOf, storeDraft } from './review-draft.js';
import { type Review, reviewKey } from './review-queries.js';
import { useReviewDraft } from './use-review-draft.js';
import { useSelectedQuote } from './use-selected-quote.js';

interface RatingStageProps {
  applicationId: string;
  review: Review;
}

/** Before anything is saved: the answers on one side, the reviewer's own levels on the other. */
export function RatingStage({ applicationId, review }: RatingStageProps) {
  const { t } = useTranslation('review');
  const { criteria, answers } = review;
  const ids = useMemo(() => criteria.map(({ criterion }) => criterion), [criteria]);
  const [draft, change] = useReviewDraft(review.id, ids);
  const [at, goTo] = useState(0);
  const [view, setView] = useState<'answers' | 'ratings'>('answers');
  const [isSoundOnly, setSoundOnly] = useState(true);
  const [missing, setMissing] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [selected, forgetSelected] = useSelectedQuote();
  const playback = usePlayback(useMemo(() => answers.flatMap(({ takeId }) => takeId ?? []), [answers]));
  const [keys] = useKeysChoice();
  const save = useSave(applicationId, review.id, () => ratingsOf(draft, ids));
  const current = ids[at]!;
  const letter = letterOf(at);

  const set = (changes: Partial<RatingDraft>) => {
    setMissing(null);
    change(current, changes);
  };
  const askToSave = () => {
    const lacking = firstMissing(draft, ids);
    setMissing(lacking);
    if (lacking === null) return setAsking(true);
    goTo(ids.indexOf(lacking));
    setView('ratings');
  };
  useKeys(keys === 'on', (action) => {
    if (action.kind === 'number') set({ level: action.number });
    else if (action.kind === 'next') goTo((at + 1) % ids.length);
    else if (action.kind === 'toggle') playback.toggle();
    else if (action.kind === 'skip') playback.skip(action.seconds);
    else return false;
    return true;
  });

  return (
    <>
      <PageTitle>{t('applicant')}</PageTitle>
      <Notice kind="info">
        {t('blind')} {t('left')}
      </Notice>
      <SegmentedControl
        className={classes['tabs']}
        fullWidth
        aria-label={t('view')}
        value={view}
        onChange={(chosen) => setView(chosen as typeof view)}
        data={[
          { value: 'answers', label: t('answers') },
          { value: 'ratings', label: t('ratings') },
        ]}
      />
      <div className={classes['stage']} data-view={view}>
        <div className={classes['answers']}>
          <Title order={2} size="20px" mb="xs">
            {t('answers')}
          </Title>
          {playback.takeId !== null && (
            <>
              <AnswerPlayer playback={playback} isSoundOnly={isSoundOnly} isMini />
              <Switch
                my="sm"
                label={t('listenOnly')}
                description={t('listenOnlyWhy')}
                checked={isSoundOnly}
                onChange={({ currentTarget }) => {
                  playback.hold();
                  setSoundOnly(currentTarget.checked);
                }}
              />
            </>
          )}
          <AnswerTexts
            answers={answers}
            playback={playback}
            quotes={ids.flatMap((id, place) => markOf(draft[id] ?? nothingYet, place))}
            actionOf={(answer, n) => (
              <MarkSentence
                letter={letter}
                onMark={() => set({ quote: { questionId: answer.questionId, text: textOf(answer, n) } })}
              />
            )}
          />
        </div>
        <div className={classes['ratings']}>
          <RatingPanel
            {...{ criteria, draft, at, goTo, set, missing }}
            isSaveWanted={firstMissing(draft, ids) === null}
            onSave={askToSave}
          />
          <KeysChoice
            keys={[
              { key: '1 – 5', does: t('keys.level') },
              { key: 'N', does: t('keys.next') },
              { key: 'K', does: t('keys.toggle') },
              { key: 'J  L', does: t('keys.skip') },
            ]}
          />
        </div>
      </div>
      {selected && (
        <MarkSelected
          letter={letter}
          onMark={() => {
            set({ quote: selected });
            forgetSelected();
          }}
        />
      )}
      <Confirmation
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('sureTitle')}
        act={save}
        refusals={{
          review_wrong_state: t('refused.review_wrong_state'),
          interview_wrong_state: t('refused.interview_wrong_state'),
          validation_failed: t('refused.validation_failed'),
        }}
        words={{ act: t('save'), keep: t('goOn') }}
      >
        <Text>{t('sure')}</Text>
      </Confirmation>
    </>
  );
}

function useSave(applicationId: string, reviewId: string, ratings: () => ReturnType<typeof ratingsOf>) {
  const params = { path: { applicationId } };
  return useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/v1/applications/{applicationId}/review/ratings', { params, body: { ratings: ratings() } })),
    onSuccess: (rated) => {
      storeDraft(reviewId, null);
      queryClient.setQueryData(reviewKey(applicationId), rated);
      // The list of what waits is another one now.
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'review' && queryKey[0] !== 'me',
      });
    },
  });
}

const textOf = (
  { sentences }: { sentences: readonly { n: number; text: string; correctedText: string | null }[] },
  n: number,
) => shownText(sentences.find((sentence) => sentence.n === n)!);

const markOf = ({ quote }: RatingDraft, place: number): MarkedQuote[] =>
  quote ? [{ ...quote, startSeconds: null, place, kind: 'quote' }] : [];
