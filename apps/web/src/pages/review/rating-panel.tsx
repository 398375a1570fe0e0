import { Button, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter, letterOf } from '../../answers/criterion-letter.js';
import { Actions } from '../../shell/actions.js';
import { ChoiceCard } from '../../shell/choice-card.js';
import { Notice } from '../../shell/notice.js';
import classes from './review.module.css';
import { nothingYet, type RatingDraft, type ReviewDraft } from './review-draft.js';
import type { Review } from './review-queries.js';

interface RatingPanelProps {
  criteria: Review['criteria'];
  draft: ReviewDraft;
  /** Place of the criterion that is rated. */
  at: number;
  goTo: (place: number) => void;
  set: (changes: Partial<RatingDraft>) => void;
  /** A criterion that has no level, though somebody wanted to save. */
  missing: string | null;
  /** Each has a level: what is left to do is to save. */
  isSaveWanted: boolean;
  onSave: () => void;
}

/** One criterion at a time: the five sentences, of which one fits best, and the words that show it. */
export function RatingPanel({ criteria, draft, at, goTo, set, missing, isSaveWanted, onSave }: RatingPanelProps) {
  const { t } = useTranslation('review');
  const { criterion, title, anchors } = criteria[at]!;
  const { level, quote, note } = draft[criterion] ?? nothingYet;
  return (
    <Stack gap="md">
      <Steps {...{ criteria, draft, at, goTo }} />
      <div>
        <Text size="sm" c="dimmed">
          {t('criterionOf', { number: at + 1, count: criteria.length })}
        </Text>
        <Title order={2} size="20px">
          <CriterionLetter place={at} /> <bdi>{title}</bdi>
        </Title>
      </div>
      {missing === criterion && (
        <Notice kind="error" role="alert">
          {t('missing', { letter: letterOf(at) })}
        </Notice>
      )}
      <Radio.Group
        key={criterion}
        label={t('levels')}
        value={level === null ? '' : String(level)}
        onChange={(chosen) => set({ level: Number(chosen) })}
      >
        <Stack gap="xs" mt="xs">
          {anchors.map((anchor, index) => (
            <ChoiceCard key={anchor} value={String(index + 1)} className={classes['card']}>
              <span>
                <span className={classes['digit']}>{index + 1}</span> <bdi>{anchor}</bdi>
              </span>
            </ChoiceCard>
          ))}
        </Stack>
      </Radio.Group>
      <div>
        <Title order={3} size="16px">
          {t('quote')}
        </Title>
        {quote ? (
          <>
            <blockquote className={classes['quote']} dir="auto">
              {quote.text}
            </blockquote>
            <Button variant="subtle" onClick={() => set({ quote: null })}>
              {t('removeQuote')}
            </Button>
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('quoteHow')}
          </Text>
        )}
      </div>
      <Textarea
        label={t('note')}
        description={t('noteWhy')}
        rows={3}
        maxLength={2_000}
        value={note}
        onChange={({ currentTarget }) => set({ note: currentTarget.value })}
      />
      <Text size="sm" c="dimmed">
        {t('kept')}
      </Text>
      <Actions>
        <Group gap="sm">
          {at > 0 && (
            <Button variant="default" onClick={() => goTo(at - 1)}>
              {t('previous')}
            </Button>
          )}
          {at < criteria.length - 1 && (
            <Button variant={isSaveWanted ? 'default' : 'filled'} onClick={() => goTo(at + 1)}>
              {t('next')}
            </Button>
          )}
          {(isSaveWanted || at === criteria.length - 1) && <Button onClick={onSave}>{t('save')}</Button>}
        </Group>
      </Actions>
    </Stack>
  );
}

function Steps({ criteria, draft, at, goTo }: Pick<RatingPanelProps, 'criteria' | 'draft' | 'at' | 'goTo'>) {
  const { t } = useTranslation('review');
  return (
    <div className={classes['steps']}>
      {criteria.map(({ criterion, title }, place) => {
        const isRated = (draft[criterion]?.level ?? null) !== null;
        const words = t('toCriterion', { letter: letterOf(place), title });
        return (
          <button
            key={criterion}
            type="button"
            className={classes['step']}
            aria-label={isRated ? `${words} (${t('rated')})` : words}
            aria-current={place === at ? 'step' : undefined}
            onClick={() => goTo(place)}
          >
            <CriterionLetter place={place} />
            {isRated && <IconCircleCheck size={18} aria-hidden />}
          </button>
        );
      })}
    </div>
  );
}
