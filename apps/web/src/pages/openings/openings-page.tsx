import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { languageName } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { OpeningCard } from './opening-card.js';
import { type OpeningFilters, useOpenings } from './opening-queries.js';

const offeredLanguages = ['en', 'ar', 'fr', 'de', 'es', 'hi', 'ja', 'pt', 'zh'];

/** What is open; the filters stand in the address, so that a link shows the same. */
export function Component() {
  const { t } = useTranslation('openings');
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo<OpeningFilters>(() => {
    const language = parameters.get('language');
    return language ? { language } : {};
  }, [parameters]);
  const openings = useOpenings(filters);
  const found = openings.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Filters filters={filters} onChange={(chosen) => setParameters({ ...chosen })} />
      {openings.isError && <ProblemNotice error={openings.error} onRetry={() => void openings.refetch()} />}
      {openings.isPending && <Loading />}
      {found?.length === 0 && <NothingFound onClear={() => setParameters({})} />}
      <Stack component="ul" p={0} gap="md" style={{ listStyle: 'none' }}>
        {found?.map((opening) => (
          <OpeningCard key={opening.id} opening={opening} />
        ))}
      </Stack>
      {openings.hasNextPage && (
        <More isLoading={openings.isFetchingNextPage} onMore={() => void openings.fetchNextPage()} />
      )}
    </>
  );
}

function Filters({
  filters,
  onChange,
}: {
  filters: OpeningFilters;
  onChange: (filters: Record<string, string>) => void;
}) {
  const { t, i18n } = useTranslation('openings');
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const language = new FormData(event.currentTarget).get('language');
    onChange(language ? { language: String(language) } : {});
  };
  const named = offeredLanguages.map((tag) => ({ value: tag, label: languageName(tag, i18n.language) }));
  return (
    <form onSubmit={choose}>
      <Group align="end" mb="lg">
        <NativeSelect
          name="language"
          size="md"
          label={t('language')}
          defaultValue={filters.language ?? ''}
          key={filters.language ?? ''}
          data={[{ value: '', label: t('any') }, ...named]}
        />
        <Button type="submit" variant="default">
          {t('filter')}
        </Button>
      </Group>
    </form>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('openings');
  return (
    <Group>
      <Text>{t('none')}</Text>
      <Button variant="default" onClick={onClear}>
        {t('clear')}
      </Button>
    </Group>
  );
}

function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" mt="lg" loading={isLoading} onClick={onMore}>
      {t('more')}
    </Button>
  );
}
