import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterOf } from '../../answers/criterion-letter.js';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import type { Review } from './review-queries.js';

type Change = Schemas['CriterionChange'];
/** As `reviews.commands.ts` of the messages lists them. */
const reasons: readonly Change['reason'][] = [
  ...(['missed_evidence', 'evidence_elsewhere'] as const),
  ...(['misread_anchor', 'transcript_wrong'] as const),
];

interface ChangeLevelsProps {
  criteria: Review['criteria'];
  ratings: Review['ratings'];
  conclude: { error: Error | null; isPending: boolean; mutate: (changes: Change[]) => void };
  onBack: () => void;
}

/** Another level, for a reason, where one's own looks different beside the engine's. What is not touched stays. */
export function ChangeLevels({ criteria, ratings, conclude, onBack }: ChangeLevelsProps) {
  const { t } = useTranslation('review');
  const { t: shared } = useTranslation();
  const [chosen, setChosen] = useState<Record<string, { level: number; reason: Change['reason'] | '' }>>({});
  /** The criterion that has no reason; `nothing` where no level is another one. */
  const [fault, setFault] = useState<{ letter: string } | 'nothing' | null>(null);
  const set = (criterion: string, level: number | null, reason?: Change['reason'] | '') => {
    setFault(null);
    setChosen(({ [criterion]: before, ...others }) =>
      level === null ? others : { ...others, [criterion]: { level, reason: reason ?? before?.reason ?? '' } },
    );
  };
  const save = () => {
    const changed = criteria.flatMap(({ criterion }, place) => {
      const change = chosen[criterion];
      return change ? [{ criterion, place, ...change }] : [];
    });
    const lacking = changed.find(({ reason }) => reason === '');
    if (changed.length === 0) return setFault('nothing');
    if (lacking) return setFault({ letter: letterOf(lacking.place) });
    conclude.mutate(
      changed.map(({ criterion, level, reason }) => ({ criterion, level, reason: reason as Change['reason'] })),
    );
  };
  return (
    <Stack component="section" gap="md">
      <Title order={2} size="20px">
        {t('change')}
      </Title>
      <Text>{t('changeHow')}</Text>
      {ratings.map(({ criterion, level }) => {
        const place = criteria.findIndex((each) => each.criterion === criterion);
        const letter = letterOf(place);
        const change = chosen[criterion];
        return (
          <Stack key={criterion} gap="xs">
            <NativeSelect
              size="md"
              label={`${t('newLevel', { letter })} · ${criteria[place]?.title ?? criterion}`}
              value={change?.level ?? ''}
              onChange={({ currentTarget: { value } }) => set(criterion, value === '' ? null : Number(value))}
              data={[
                { value: '', label: t('same', { level }) },
                ...[1, 2, 3, 4, 5]
                  .filter((each) => each !== level)
                  .map((each) => ({ value: String(each), label: t('levelOf', { level: each }) })),
              ]}
            />
            {change && (
              <NativeSelect
                size="md"
                label={t('reason')}
                value={change.reason}
                onChange={({ currentTarget: { value } }) =>
                  set(criterion, change.level, value as Change['reason'] | '')
                }
                data={[
                  { value: '', label: t('chooseReason') },
                  ...reasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) })),
                ]}
              />
            )}
          </Stack>
        );
      })}
      {fault !== null && (
        <Notice kind="error" role="alert">
          {fault === 'nothing' ? t('needsChange') : t('needsReason', fault)}
        </Notice>
      )}
      {conclude.error && <ProblemNotice error={conclude.error} />}
      <Actions>
        <Button loading={conclude.isPending} onClick={save}>
          {t('saveChanges')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {shared('back')}
        </Button>
      </Actions>
    </Stack>
  );
}
