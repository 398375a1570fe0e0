import { Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CandidateHead, CriterionCell } from './comparison-cells.js';
import type { ComparisonProps } from './comparison-table.js';

/** On telephones: one criterion, and buttons that lead from one candidate to the next. */
export function ComparisonByCriterion({ comparison: { candidates }, criteria, playing, onPlay }: ComparisonProps) {
  const { t } = useTranslation('comparison');
  const [criterionId, setCriterionId] = useState<string | null>(null);
  const [index, setIndex] = useState(0);
  const criterion = criteria.find(({ id }) => id === criterionId) ?? criteria[0];
  const candidate = candidates[Math.min(index, candidates.length - 1)];
  if (!criterion || !candidate) return null;
  const go = (step: 1 | -1) => {
    onPlay(null);
    setIndex((index + step + candidates.length) % candidates.length);
  };
  return (
    <Stack>
      <NativeSelect
        {...{ size: 'md', label: t('criterion'), value: criterion.id }}
        onChange={({ currentTarget }) => {
          onPlay(null);
          setCriterionId(currentTarget.value);
        }}
        data={criteria.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Group grow>
        <Button variant="default" onClick={() => go(-1)}>
          {t('previous')}
        </Button>
        <Button variant="default" onClick={() => go(1)}>
          {t('next')}
        </Button>
      </Group>
      <Text role="status">{t('place', { place: index + 1, all: candidates.length })}</Text>
      <Card withBorder>
        {/* A card's own children are as wide as it is, and would stand at the wrong edge. */}
        <div>
          <CandidateHead candidate={candidate} />
          <CriterionCell
            key={`${candidate.applicationId} ${criterion.id}`}
            {...{ candidate, playing, onPlay }}
            criterionId={criterion.id}
          />
        </div>
      </Card>
    </Stack>
  );
}
