import { VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Shortlist } from '../../api/console-schemas.js';
import { countryName, languageName } from '../../i18n/names.js';
import { type CandidateFilters, isFiltered, noFilters } from './candidate-filters.js';
import type { LetteredCriterion } from './candidate-list.js';
import classes from './candidates.module.css';

interface FilterChipsProps {
  filters: CandidateFilters;
  criteria: LetteredCriterion[];
  shortlists: Shortlist[];
  onChange: (filters: CandidateFilters) => void;
}

interface Chip {
  words: string;
  without: CandidateFilters;
}

/** What is filtered by; each goes by being pressed. */
export function FilterChips({ filters, criteria, shortlists, onChange }: FilterChipsProps) {
  const { t } = useTranslation('candidates');
  const chips = useChips({ filters, criteria, shortlists });
  if (!isFiltered(filters)) return null;
  return (
    <ul
      className={classes['chips']}
      style={{ listStyle: 'none', padding: 0, margin: 0 }}
      aria-label={t('filters.active')}
    >
      {chips.map(({ words, without }) => (
        <li key={words}>
          <button type="button" className={classes['chip']} onClick={() => onChange(without)}>
            {words}
            <IconX size={16} aria-hidden />
            <VisuallyHidden>{t('filters.remove')}</VisuallyHidden>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes['chip']} onClick={() => onChange(noFilters)}>
          {t('filters.clear')}
        </button>
      </li>
    </ul>
  );
}

function useChips({ filters, criteria, shortlists }: Omit<FilterChipsProps, 'onChange'>): Chip[] {
  const { t, i18n } = useTranslation('candidates');
  const { stages, language, country, levels, needsReview, shortlistId, words } = filters;
  const titleOf = (id: string) => criteria.find((criterion) => criterion.id === id)?.title ?? id;
  const chip = (text: string, change: Partial<CandidateFilters>): Chip => ({
    words: text,
    without: { ...filters, ...change },
  });
  return [
    ...stages.map((stage) => chip(t(`stage.${stage}`), { stages: stages.filter((other) => other !== stage) })),
    ...(language === null ? [] : [chip(languageName(language, i18n.language), { language: null })]),
    ...(country === null ? [] : [chip(countryName(country, i18n.language), { country: null })]),
    ...levels.map((least) =>
      chip(t('filters.atLeast', { criterion: titleOf(least.criterionId), level: least.level }), {
        levels: levels.filter((other) => other !== least),
      }),
    ),
    ...(needsReview === null
      ? []
      : [chip(t(needsReview ? 'filters.reviewYes' : 'filters.reviewNo'), { needsReview: null })]),
    ...(shortlistId === null
      ? []
      : [chip(shortlists.find(({ id }) => id === shortlistId)?.name ?? t('filters.shortlist'), { shortlistId: null })]),
    ...(words === null ? [] : [chip(t('filters.said', { words }), { words: null })]),
  ];
}
