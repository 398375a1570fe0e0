import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { formatDate, formatDeadline } from '../../i18n/format.js';
import { statusIcons } from '../../shell/status.js';
import classes from './me.module.css';
import { isLate, newestFirst, type Step } from './timeline.js';

type WordsOf = (step: Step) => string;

interface TimelineProps {
  steps: readonly Step[];
  wordsOf: WordsOf;
  /** Where it stands how it was decided; null before it was. */
  whyPath: string | null;
}

/** Each step with its word for where it stands, its date, and whose turn it is. */
export function Timeline({ steps, wordsOf, whyPath }: TimelineProps) {
  return (
    <ol className={classes['timeline']} reversed>
      {newestFirst(steps).map((step) => (
        <TimelineStep
          key={`${step.step} ${step.at}`}
          step={step}
          words={wordsOf(step)}
          whyPath={whyPath !== null && isDecision(step) ? whyPath : null}
        />
      ))}
    </ol>
  );
}

/** The step at which somebody asks why. */
const isDecision = ({ step, state, decidedBy }: Step): boolean =>
  step === 'not_selected' || (step === 'decision_pending' && state === 'done' && decidedBy !== null);

const classOf = { done: 'done', now: 'now', next: 'notYet' } as const;

function TimelineStep({ step, words, whyPath }: { step: Step; words: string; whyPath: string | null }) {
  const { t, i18n } = useTranslation('me');
  const Icon = isLate(step) ? statusIcons.attention : statusIcons[step.state];
  // Of what has not begun, the date by which a person does it is worth a sentence.
  const isTelling = step.state !== 'next' || (step.actor === 'person' && step.dueAt !== null);
  const facts = [
    isLate(step) ? t('late') : t(`state.${step.state}`),
    step.actor && t(`actor.${step.actor}`),
    step.at && formatDate(step.at, i18n.language),
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <li className={`${classes['step']} ${classes[classOf[step.state]]}`} aria-current={step.state === 'now' && 'step'}>
      <Icon size={24} aria-hidden />
      <div>
        <Text className={classes['name']!}>{t(`step.${step.step}`)}</Text>
        <Text c="dimmed" size="sm">
          {facts.map((fact, index) => (
            <span key={fact}>
              {index > 0 && ' · '}
              <bdi>{fact}</bdi>
            </span>
          ))}
        </Text>
        {isTelling && (
          <Text>
            {words}{' '}
            {whyPath !== null && (
              <Anchor component={Link} to={whyPath}>
                {t('seeWhy')}
              </Anchor>
            )}
          </Text>
        )}
      </div>
    </li>
  );
}

const withDates = {
  ...{ interview_ready: true, interview_started: true, transcript_check: true },
  ...{ with_person: true, on_hold: true, decision_pending: true, offer: true },
} as const;
type Dated = keyof typeof withDates;
const isDated = (name: Step['step']): name is Dated => name in withDates;

/** What a step says of itself; by when, where that is known. */
export function useStepWords(
  { offer }: Pick<Schemas['ApplicationWithTimeline'], 'offer'>,
  interview: Schemas['Interview'] | undefined,
): WordsOf {
  const { t, i18n } = useTranslation('me');
  return (step) => {
    const { step: name, dueAt, decidedBy, state } = step;
    const decider = decidedBy === null ? '' : t('decidedBy', { name: decidedBy });
    const date = dueAt === null ? null : formatDeadline(dueAt, i18n.language);
    if (date !== null && isLate(step)) return t('lateWords', { date });
    if (name === 'not_selected' && decider) return decider;
    if (name === 'decision_pending' && state === 'done') return decider || t('says.decision_pending');
    if (name === 'offer' && offer && offer.state !== 'extended') return t(`offerEnded.${offer.state}`);
    if (name === 'interview_started' && state === 'now' && interview && date !== null) {
      return t('answersSafe', { ...answersOf(interview), date });
    }
    if (name === 'with_person' && interview?.pathReason) {
      const why = t(`why.${interview.pathReason}`);
      return date === null ? why : `${why} ${t('saysUntil.decision_pending', { date })}`;
    }
    const own = date !== null && isDated(name) ? t(`saysUntil.${name}`, { date }) : t(`says.${name}`);
    return decider ? `${own} ${decider}` : own;
  };
}

function answersOf({ questions }: Schemas['Interview']): { safe: number; all: number } {
  const safe = questions.filter(({ answer }) => answer?.state === 'answered').length;
  return { safe, all: questions.length };
}
