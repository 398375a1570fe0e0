import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter, hueOf, letterOf } from '../../answers/criterion-letter.js';
import { Notice } from '../../shell/notice.js';
import { markedAnswer } from './marked-answer.js';
import type { PlanDocument } from './plan-document.js';
import type { PlanPreview } from './rubric-queries.js';
import classes from './sample.module.css';

interface SampleResultProps {
  preview: PlanPreview;
  texts: Record<string, string>;
  /** The plan that it was read by. */
  document: PlanDocument;
}

const knownHolds = {
  list_like: 'listLike',
  off_topic: 'offTopic',
  repeats_question: 'repeatsQuestion',
  one_token: 'oneToken',
  instruction_in_answer: 'instructionInAnswer',
  too_few_answers: 'tooFewAnswers',
  unsupported_language: 'unsupportedLanguage',
} as const;

/** Words first: what is clear, and the quotes that show it, where they stand in the answer. */
export function SampleResult({ preview, texts, document }: SampleResultProps) {
  const { t } = useTranslation('editor');
  const top = useRef<HTMLDivElement>(null);
  // The pane is scrolled by itself, and the answer may fill it.
  useEffect(() => {
    if (preview.criteria.length > 0) top.current?.scrollIntoView({ block: 'nearest' });
  }, [preview]);
  if (preview.brokenRules.length > 0) return <Notice kind="attention">{t('preview.broken')}</Notice>;
  const placeOf = (criterion: string) => document.criteria.findIndex(({ id }) => id === criterion);
  return (
    <div className={classes['result']} role="status" ref={top}>
      {preview.holdReasons.length > 0 && (
        <Notice kind="held">
          {t('preview.held')}{' '}
          {preview.holdReasons
            .map((code) => t(`hold.${knownHolds[code as keyof typeof knownHolds] ?? 'other'}`))
            .join(' ')}
        </Notice>
      )}
      {preview.criteria.map(({ criterion, title, word, evidence }) => (
        <div key={criterion}>
          <Text fw={600}>
            <CriterionLetter place={placeOf(criterion)} /> <bdi>{title}</bdi>
          </Text>
          <Text>{t(`preview.word.${word ?? 'none'}`)}</Text>
          {evidence.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('preview.noQuotes')}
            </Text>
          ) : (
            <ul className={classes['quotes']} lang={document.language}>
              {evidence.map(({ indicator, quote, question }) => (
                <li key={`${indicator} ${question} ${quote}`}>
                  <bdi>“{quote}”</bdi>
                  <Text size="sm" c="dimmed" dir="auto">
                    {document.indicators.find(({ id }) => id === indicator)?.text}
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {preview.criteria.some(({ evidence }) => evidence.length > 0) && (
        <Marked {...{ preview, texts, document }} placeOf={placeOf} />
      )}
      <Text size="sm" c="dimmed">
        {t('preview.engine', { engine: preview.engine })}
      </Text>
    </div>
  );
}

function Marked({ preview, texts, document, placeOf }: SampleResultProps & { placeOf: (criterion: string) => number }) {
  const { t } = useTranslation('editor');
  const evidence = preview.criteria.flatMap((criterion) => criterion.evidence);
  const answered = document.questions.filter(({ id }) => evidence.some(({ question }) => question === id));
  return (
    <div>
      <Text fw={600}>{t('preview.marked')}</Text>
      {answered.map(({ id }) => {
        const quotes = evidence
          .filter(({ question }) => question === id)
          .map(({ quote, criterion }) => ({ quote, place: placeOf(criterion) }));
        return (
          <p key={id} className={classes['marked']} lang={document.language} dir="auto">
            {markedAnswer(texts[id] ?? '', quotes).map(({ text, start, places }) =>
              places.length === 0 ? (
                <span key={start}>{text}</span>
              ) : (
                <mark key={start} className={hueOf(places[0]!)}>
                  {text}
                  <sup>{places.map(letterOf).join(' ')}</sup>
                </mark>
              ),
            )}
          </p>
        );
      })}
    </div>
  );
}
