import { Button, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import type { Playback } from '../../answers/use-playback.js';
import type { Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';
import classes from './review.module.css';
import type { Review } from './review-queries.js';

interface RevealedCriterionProps {
  /** In the plan, from 0. */
  place: number;
  title: string;
  anchors: readonly string[];
  answers: Review['answers'];
  playback: Playback;
  rating: Schemas['OwnRating'] | undefined;
  result: Schemas['CriterionResult'] | undefined;
  isBaseline: boolean;
}

/** Two columns, and between them whether they differ; which of them is right, nobody says. */
export function RevealedCriterion({
  place,
  title,
  anchors,
  rating,
  result,
  isBaseline,
  ...heard
}: RevealedCriterionProps) {
  const { t } = useTranslation('review');
  const level = result?.level ?? null;
  const own = rating?.finalLevel ?? rating?.level ?? null;
  const differs = level !== null && own !== null && level !== own;
  return (
    <section className={classes['reveal']}>
      <Title order={2} size="20px" mb="xs">
        <CriterionLetter place={place} /> <bdi>{title}</bdi>
      </Title>
      <div className={classes['pair']}>
        <div className={classes['side']}>
          <Title order={3} size="16px">
            {t('yours')}
          </Title>
          {rating && <OwnSide rating={rating} anchors={anchors} />}
        </div>
        <div className={classes['unequal']}>
          {differs && (
            <span role="img" aria-label={t('differs')}>
              ≠
            </span>
          )}
        </div>
        <div className={classes['side']}>
          <Title order={3} size="16px">
            {t('ais')}
          </Title>
          <EngineSide result={result} isBaseline={isBaseline} {...heard} />
        </div>
      </div>
    </section>
  );
}

function OwnSide({ rating, anchors }: { rating: Schemas['OwnRating']; anchors: readonly string[] }) {
  const { t } = useTranslation('review');
  const { level, quote, note, finalLevel, changeReason } = rating;
  return (
    <>
      <Text fw={600}>{t('levelOf', { level })}</Text>
      <Text dir="auto">{anchors[level - 1]}</Text>
      {finalLevel !== null && (
        <Text>{t('changedTo', { level: finalLevel, reason: t(`reasons.${changeReason as Reason}`) })}</Text>
      )}
      {quote && (
        <>
          <Text size="sm" c="dimmed">
            {t('yourQuote')}
          </Text>
          <blockquote className={classes['quote']} dir="auto">
            {quote.text}
          </blockquote>
        </>
      )}
      {note && (
        <Text size="sm" dir="auto">
          {note}
        </Text>
      )}
    </>
  );
}

type Reason = Schemas['CriterionChange']['reason'];
type EngineSideProps = Pick<RevealedCriterionProps, 'result' | 'isBaseline' | 'answers' | 'playback'>;

/** Of the offline engine words without digits; a level is never without its quotes. */
function EngineSide({ result, isBaseline, answers, playback }: EngineSideProps) {
  const { t } = useTranslation('review');
  if (!result || result.level === null) return <Text>{t('noLevel')}</Text>;
  const word = result.word && t(`word.${result.word}`);
  return (
    <>
      <Text fw={600}>{isBaseline ? word : t('levelOf', { level: result.level })}</Text>
      <Text dir="auto">{result.anchor}</Text>
      <Text size="sm" c="dimmed">
        {t(result.evidence.length > 0 ? 'aiQuotes' : 'noAiQuotes')}
      </Text>
      {result.evidence.map(({ question, quote, indicator, startSeconds, endSeconds }) => {
        const takeId = answers.find(({ questionId }) => questionId === question)?.takeId ?? null;
        return (
          <div key={`${question} ${indicator} ${quote}`}>
            <blockquote className={classes['quote']} dir="auto">
              {quote}
            </blockquote>
            {takeId !== null && startSeconds !== null && endSeconds !== null && (
              <Button
                variant="subtle"
                leftSection={<IconPlayerPlay size={20} aria-hidden />}
                onClick={() => playback.play({ takeId, startSeconds, endSeconds })}
              >
                {t('playQuote', { from: formatClock(startSeconds), to: formatClock(endSeconds) })}
              </Button>
            )}
          </div>
        );
      })}
    </>
  );
}
