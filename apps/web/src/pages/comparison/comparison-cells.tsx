import { Anchor, Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ComparedCandidate } from '../../api/console-schemas.js';
import { formatClock } from '../../i18n/format.js';
import { RankRange } from '../candidates/rank-range.js';
import { LevelCell, ScoreCell } from '../candidates/score-cell.js';
import { StageBadge } from '../candidates/stage-badge.js';
import { TakePlayer } from '../transcript/take-player.js';
import { type ComparedCriterion, criterionOf } from './compared.js';
import classes from './comparison.module.css';

export interface Playing {
  /** Which quote is played: `<applicationId> <criterionId>`. */
  playing: string | null;
  onPlay: (quote: string | null) => void;
}

/** Who it is, where they stand, and the range of their result. */
export function CandidateHead({ candidate }: { candidate: ComparedCandidate }) {
  const { t } = useTranslation('comparison');
  const { applicationId, name, stage, rank, bandSize, interval, total, word } = candidate;
  return (
    <>
      <Anchor component={Link} to={`/console/applications/${applicationId}`} mih={44} display="inline-flex">
        <bdi style={{ alignSelf: 'center' }}>{name ?? t('unnamed')}</bdi>
      </Anchor>
      <div>
        <StageBadge stage={stage} />
      </div>
      <Text size="sm">
        {rank === null ? (
          t('notRanked')
        ) : (
          <>
            {t('rank')} <RankRange band={{ from: rank, size: bandSize }} />
          </>
        )}
      </Text>
      {word ? (
        <Text size="sm">{t(`word.${word}`)}</Text>
      ) : (
        <ScoreCell scorecard={{ engine: 'model', interval, total }} />
      )}
    </>
  );
}

interface CriterionCellProps extends Playing {
  candidate: ComparedCandidate;
  criterionId: string;
}

/** A level is shown together with the words that it rests on. */
export function CriterionCell({ candidate, criterionId, playing, onPlay }: CriterionCellProps) {
  const { t } = useTranslation('comparison');
  const criterion = criterionOf(candidate, criterionId);
  const key = `${candidate.applicationId} ${criterionId}`;
  return (
    <>
      <Text fw={600} mt={4}>
        <LevelWords criterion={criterion} />
      </Text>
      {criterion?.bestQuote ? (
        <Quote quote={criterion.bestQuote} isPlaying={playing === key} onPlay={(plays) => onPlay(plays ? key : null)} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('noQuote')}
        </Text>
      )}
    </>
  );
}

function LevelWords({ criterion }: { criterion: ComparedCriterion | undefined }) {
  const { t } = useTranslation('comparison');
  if (criterion?.word) return <>{t(`word.${criterion.word}`)}</>;
  if (criterion?.level) return <>{t('level', { level: criterion.level })}</>;
  return <LevelCell criterion={undefined} />;
}

interface QuoteProps {
  quote: NonNullable<ComparedCriterion['bestQuote']>;
  isPlaying: boolean;
  onPlay: (plays: boolean) => void;
}

function Quote({ quote: { text, takeId, startMs, endMs }, isPlaying, onPlay }: QuoteProps) {
  const { t } = useTranslation('comparison');
  if (takeId === null || startMs === null || endMs === null) {
    return (
      <>
        <QuotedWords text={text} />
        <Text size="sm" c="dimmed">
          {t('inWriting')}
        </Text>
      </>
    );
  }
  const stretch = { startSeconds: startMs / 1_000, endSeconds: endMs / 1_000 };
  return (
    <>
      <QuotedWords text={text} />
      <Button
        variant="subtle"
        px="xs"
        aria-expanded={isPlaying}
        leftSection={<IconPlayerPlay size={20} aria-hidden />}
        onClick={() => onPlay(!isPlaying)}
      >
        {t('play', { from: formatClock(stretch.startSeconds), to: formatClock(stretch.endSeconds) })}
      </Button>
      {isPlaying && <TakePlayer takeId={takeId} plays={stretch} />}
    </>
  );
}

function QuotedWords({ text }: { text: string }) {
  return (
    <blockquote className={classes['quote']} dir="auto">
      {text}
    </blockquote>
  );
}
