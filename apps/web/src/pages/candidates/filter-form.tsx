import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shortlist } from '../../api/console-schemas.js';
import { countryName, languageName } from '../../i18n/names.js';
import { type CandidateFilters, filtersOf, rankedStages } from './candidate-filters.js';
import type { LetteredCriterion } from './candidate-list.js';
import classes from './candidates.module.css';

interface FilterFormProps {
  filters: CandidateFilters;
  criteria: LetteredCriterion[];
  /** Of the opening; empty where people may live anywhere. */
  countries: string[];
  languages: string[];
  shortlists: Shortlist[];
  /** The demonstration engine has no digits to filter by. */
  hasLevels: boolean;
  onApply: (filters: CandidateFilters) => void;
  onClose: () => void;
}

/** Its fields are named as in the address of the page. */
export function FilterForm({ filters, onApply, onClose, ...choices }: FilterFormProps) {
  const { t } = useTranslation('candidates');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    onApply(filtersOf(new URLSearchParams(entries)));
  };
  return (
    <form onSubmit={submit} className={classes['filters']} aria-label={t('filters.title')}>
      <div className={classes['fields']}>
        <Fields filters={filters} {...choices} />
      </div>
      <Group mt="md">
        <Button type="submit">{t('filters.apply')}</Button>
        <Button variant="default" onClick={onClose}>
          {t('filters.close')}
        </Button>
      </Group>
    </form>
  );
}

function Fields({
  filters,
  criteria,
  countries,
  languages,
  shortlists,
  hasLevels,
}: Omit<FilterFormProps, 'onApply' | 'onClose'>) {
  const { t, i18n } = useTranslation('candidates');
  const any = { value: '', label: t('filters.any') };
  return (
    <>
      <Checkbox.Group size="md" label={t('stageLabel')} defaultValue={filters.stages} style={{ gridColumn: '1 / -1' }}>
        <Group mt={4}>
          {rankedStages.map((stage) => (
            <Checkbox key={stage} name="stage" value={stage} label={t(`stage.${stage}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <NativeSelect
        {...{ name: 'language', size: 'md', label: t('filters.language'), defaultValue: filters.language ?? '' }}
        data={[any, ...languages.map((tag) => ({ value: tag, label: languageName(tag, i18n.language) }))]}
      />
      {countries.length > 0 && (
        <NativeSelect
          {...{ name: 'country', size: 'md', label: t('filters.country'), defaultValue: filters.country ?? '' }}
          data={[any, ...countries.map((code) => ({ value: code, label: countryName(code, i18n.language) }))]}
        />
      )}
      <NativeSelect
        {...{ name: 'review', size: 'md', label: t('filters.review') }}
        defaultValue={filters.needsReview === null ? '' : filters.needsReview ? 'yes' : 'no'}
        data={[any, { value: 'yes', label: t('filters.reviewYes') }, { value: 'no', label: t('filters.reviewNo') }]}
      />
      {shortlists.length > 0 && (
        <NativeSelect
          {...{ name: 'shortlist', size: 'md', label: t('filters.shortlist') }}
          defaultValue={filters.shortlistId ?? ''}
          data={[any, ...shortlists.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <TextInput name="q" maxLength={200} label={t('filters.words')} defaultValue={filters.words ?? ''} dir="auto" />
      {hasLevels &&
        criteria.map(({ id, letter, title }) => (
          <NativeSelect
            key={id}
            {...{ name: 'level', size: 'md', label: t('filters.least', { letter, title }) }}
            defaultValue={leastOf(filters, id)}
            data={[any, ...[2, 3, 4, 5].map((level) => ({ value: `${id}:${level}`, label: String(level) }))]}
          />
        ))}
    </>
  );
}

function leastOf({ levels }: CandidateFilters, criterionId: string): string {
  const least = levels.find((each) => each.criterionId === criterionId);
  return least ? `${least.criterionId}:${least.level}` : '';
}
