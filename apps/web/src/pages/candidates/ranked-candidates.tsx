import { Button, Group, Text } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { bandsOf } from './candidate-bands.js';
import { CandidateList, type LetteredCriterion } from './candidate-list.js';
import { type useCandidates, useUntilSome } from './candidate-queries.js';
import classes from './candidates.module.css';
import { KeyHelp } from './key-help.js';
import { Legend } from './legend.js';
import { isBaseline } from './score-cell.js';
import { useLetterKeys, useRowKeys } from './use-row-keys.js';
import type { Selection } from './use-selection.js';

interface RankedCandidatesProps {
  candidates: ReturnType<typeof useCandidates>;
  criteria: LetteredCriterion[];
  selection: Selection;
  isFiltered: boolean;
  onCompare: () => void;
  onNewest: () => void;
}

/** The ranking as it was when it was asked for, page after page. */
export function RankedCandidates({ candidates, isFiltered, onNewest, ...list }: RankedCandidatesProps) {
  const { t } = useTranslation('candidates');
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage } = candidates;
  useUntilSome(candidates);
  const ranked = data?.pages.flatMap((page) => page.data);
  if (error && hasCode(error, 'ranking_expired')) {
    return (
      <Group>
        <Text role="alert">{t('rankingExpired')}</Text>
        <Button onClick={onNewest}>{t('show')}</Button>
      </Group>
    );
  }
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={() => void candidates.refetch()} />}
      {!ranked && !error && <Loading />}
      {ranked?.length === 0 && !hasNextPage && <Text>{t(isFiltered ? 'noneMatches' : 'noneRanked')}</Text>}
      {ranked && ranked.length > 0 && (
        <div className={isPlaceholderData ? classes['waiting'] : undefined}>
          <Listed {...list} ranked={ranked} areSomeLeftOut={isFiltered} />
        </div>
      )}
      {hasNextPage && (
        <Group>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void candidates.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  );
}

type Ranked = NonNullable<RankedCandidatesProps['candidates']['data']>['pages'][number]['data'];

interface ListedProps extends Pick<RankedCandidatesProps, 'criteria' | 'selection' | 'onCompare'> {
  ranked: Ranked;
  areSomeLeftOut: boolean;
}

function Listed({ ranked, areSomeLeftOut, criteria, selection, onCompare }: ListedProps) {
  const { t } = useTranslation('candidates');
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const letters = useLetterKeys();
  const hasRanges = ranked.some(({ scorecard }) => !isBaseline(scorecard));
  const select = (applicationId: string, isSelected: boolean) => {
    const candidate = ranked.find((each) => each.applicationId === applicationId);
    if (candidate) selection.set(candidate, isSelected);
  };
  const onKeyDown = useRowKeys({
    areLettersOn: letters.areOn,
    onToggle: (row) => select(row, !selection.has(row)),
    onCompare,
    onHelp: () => setIsHelpOpen(true),
  });
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="xs">
        <Legend ranked={ranked} criteria={criteria} />
        <Button
          variant="subtle"
          leftSection={<IconKeyboard size={20} aria-hidden />}
          onClick={() => setIsHelpOpen(true)}
          visibleFrom="md"
        >
          {t('keys.title')}
        </Button>
      </Group>
      <section aria-label={t('ranked')} onKeyDown={onKeyDown}>
        <CandidateList
          bands={bandsOf(ranked)}
          {...{ criteria, hasRanges, areSomeLeftOut, isSelected: selection.has, onSelect: select }}
        />
      </section>
      <KeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} letters={letters} />
    </>
  );
}
