import { Button, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconCpu, IconFlag, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import type { Schemas } from '../../api/queries.js';
import { formatClock, formatDate } from '../../i18n/format.js';
import { Notice } from '../../shell/notice.js';
import { IntervalStrip } from '../candidates/interval-strip.js';
import { scoreRange, scoreRangeText } from '../candidates/score-range.js';
import classes from './candidate.module.css';
import type { Details } from './candidate-queries.js';
import type { JudgedCriterion } from './candidate-view.js';
import { ReviewsBeside } from './reviews-beside.js';
import { useResultCode } from './use-result-code.js';

interface ScorecardPanelProps {
  scorecard: Schemas['Scorecard'];
  criteria: readonly JudgedCriterion[];
  reviews: Details['reviews'];
  /** Of the plan and the answers. */
  language: string;
  /** Null where it cannot be heard. */
  onPlay: (evidence: Schemas['Evidence']) => (() => void) | null;
}

/** Words before numbers, and evidence before words: each criterion with what it rests on; what people made of it stands beside. */
export function ScorecardPanel({ scorecard, criteria, reviews, language, onPlay }: ScorecardPanelProps) {
  const { t, i18n } = useTranslation('candidate');
  const { engine, model, outcome, reviewReasons, holdReasons, createdAt } = scorecard;
  const isBaseline = engine === 'baseline';
  const wordsOf = useResultCode();
  return (
    <Stack gap="md">
      {outcome === 'held_out' && (
        <Notice kind="held">
          {t('notRanked')}
          <ul className={classes['reasons']}>
            {holdReasons.map((code) => (
              <li key={code}>{wordsOf('held', code)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {reviewReasons.length > 0 && (
        <Notice kind="attention">
          {t('personFirst')}
          <ul className={classes['reasons']}>
            {reviewReasons.map((code) => (
              <li key={code}>
                <IconFlag size={16} aria-hidden /> {wordsOf('review', code)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isBaseline && (
        <Text size="sm" c="dimmed">
          {t('demonstration')}
        </Text>
      )}
      {criteria.map((criterion) => (
        <Criterion key={criterion.result.criterion} {...{ criterion, reviews, language, onPlay, isBaseline }} />
      ))}
      {!isBaseline && <Range scorecard={scorecard} />}
      <Text size="sm" c="dimmed">
        <IconCpu size={16} aria-hidden /> {t('madeBy', { engine: model, date: formatDate(createdAt, i18n.language) })}
      </Text>
    </Stack>
  );
}

/** The range leads; the point stands behind it. */
function Range({ scorecard: { interval, total } }: Pick<ScorecardPanelProps, 'scorecard'>) {
  const { t } = useTranslation('candidate');
  const range = scoreRange(interval, total);
  if (range === null || interval === null) return null;
  return (
    <div>
      <Title order={3} size="16px">
        {t('range')}
      </Title>
      <IntervalStrip range={range} />
      <Text>
        <bdi className="left-to-right">{scoreRangeText(range)}</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        {t('interval', { percent: Math.round(interval.level * 100) })}
      </Text>
    </div>
  );
}

interface CriterionProps extends Pick<ScorecardPanelProps, 'reviews' | 'language' | 'onPlay'> {
  criterion: JudgedCriterion;
  isBaseline: boolean;
}

function Criterion({
  criterion: { place, result, points, passLevels },
  reviews,
  language,
  onPlay,
  isBaseline,
}: CriterionProps) {
  const { t } = useTranslation('candidate');
  const { criterion, title, level, anchor, word, evidence, outsideRecording } = result;
  const size = isBaseline
    ? word && t(`word.${word}`)
    : level !== null && evidence.length > 0 && t('levelOf', { level });
  // Of a result that is held out only what can be heard or read is shown.
  const shown = points.filter(
    ({ verdict, indicator }) => verdict !== null || evidence.some((each) => each.indicator === indicator),
  );
  const isSplit = new Set(passLevels).size > 1;
  return (
    <section id={`criterion-${place + 1}`} tabIndex={-1} className={classes['criterion']} aria-label={title}>
      <Title order={3} size="18px">
        <CriterionLetter place={place} /> <bdi lang={language}>{title}</bdi>
      </Title>
      {size && <Text fw={600}>{size}</Text>}
      <Text lang={language} dir="auto">
        {anchor ?? t('noLevel')}
      </Text>
      <ReviewsBeside {...{ criterion, reviews, isBaseline, level, word }} />
      {isSplit && <Text size="sm">{t('passes', { levels: passLevels.join(' · ') })}</Text>}
      <ul className={classes['points']}>
        {shown.map((point) => (
          <li key={point.indicator}>
            <Point point={point} language={language} />
            {evidence
              .filter(({ indicator }) => indicator === point.indicator)
              .map((each) => (
                <Quote key={`${each.question} ${each.quote}`} evidence={each} {...{ language, onPlay }} />
              ))}
          </li>
        ))}
      </ul>
      {outsideRecording.length > 0 && (
        <>
          <Text size="sm">{t('outsideRecording')}</Text>
          {outsideRecording.map((each) => (
            <Quote key={`${each.question} ${each.quote}`} evidence={each} {...{ language, onPlay }} isOutside />
          ))}
        </>
      )}
    </section>
  );
}

const verdictIcons = { yes: IconCircleCheck, no: IconCircleX, not_evidenced: IconCircleDashed } as const;

function Point({
  point: { text, verdict, supports },
  language,
}: {
  point: JudgedCriterion['points'][number];
  language: string;
}) {
  const { t } = useTranslation('candidate');
  const Icon = verdict && verdictIcons[verdict];
  return (
    <span className={classes['point']}>
      {Icon && <Icon size={18} aria-hidden />}
      <span>
        {verdict && <b>{t(`verdict.${verdict}`)}: </b>}
        <bdi lang={language}>{text}</bdi>
        {!supports && ` (${t(verdict === 'yes' ? 'holdsDown' : 'wouldHoldDown')})`}
      </span>
    </span>
  );
}

interface QuoteProps extends Pick<ScorecardPanelProps, 'language' | 'onPlay'> {
  evidence: Schemas['Evidence'];
  isOutside?: boolean;
}

function Quote({ evidence, language, onPlay, isOutside = false }: QuoteProps) {
  const { t } = useTranslation('candidate');
  const { quote, startSeconds, endSeconds } = evidence;
  const play = onPlay(evidence);
  return (
    <>
      <blockquote
        className={`${classes['quote']} ${isOutside ? classes['outsideQuote'] : ''}`}
        lang={language}
        dir="auto"
      >
        {quote}
      </blockquote>
      {play && startSeconds !== null && endSeconds !== null ? (
        <Button variant="subtle" leftSection={<IconPlayerPlay size={20} aria-hidden />} onClick={play}>
          {t('play', { from: formatClock(startSeconds), to: formatClock(endSeconds) })}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('inWriting')}
        </Text>
      )}
    </>
  );
}
