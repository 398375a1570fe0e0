import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import type { SaidSentence } from '../../api/console-schemas.js';
import { formatClock } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Part } from '../../shell/part.js';
import { type CandidateFilters, filterQueryOf } from './candidate-filters.js';
import classes from './candidates.module.css';
import { markedParts } from './marked-parts.js';

const pageSize = 20;

interface SaidSentencesProps {
  openingId: string;
  filters: CandidateFilters;
  words: string;
}

/** Where the words that are looked for were said, sentence by sentence, whoever is ranked or not. */
export function SaidSentences({ openingId, filters, words }: SaidSentencesProps) {
  const { t } = useTranslation('candidates');
  const found = useSaidSentences(openingId, filters, words);
  const sentences = found.data?.pages.flatMap(({ data }) => data);
  return (
    <Part title={t('said.title')}>
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {sentences?.length === 0 && !found.hasNextPage && <Text>{t('said.none')}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {sentences?.map((sentence) => (
          <Sentence
            key={`${sentence.interviewId} ${sentence.questionId} ${sentence.startMs} ${sentence.sentence}`}
            found={sentence}
          />
        ))}
      </Stack>
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Part>
  );
}

function useSaidSentences(openingId: string, filters: CandidateFilters, words: string) {
  const { shortlistId: _, ...others } = filterQueryOf(filters);
  return useInfiniteQuery({
    queryKey: ['said', openingId, filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const page = { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const params = { path: { openingId }, query: { ...others, q: words, ...page } };
      return bodyOf(api.GET('/v1/openings/{openingId}/transcript-search', { params }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

function Sentence({ found: { applicationId, name, sentence, startMs, matches } }: { found: SaidSentence }) {
  const { t } = useTranslation('candidates');
  return (
    <li>
      <blockquote className={classes['said']} dir="auto">
        {markedParts(sentence, matches).map(({ text, isMatch, start }) =>
          isMatch ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
        )}
      </blockquote>
      <Text size="sm">
        <Anchor component={Link} to={`/console/applications/${applicationId}`}>
          <bdi>{name ?? t('unnamed')}</bdi>
        </Anchor>
        , {startMs === null ? t('said.inWriting') : t('said.at', { time: formatClock(startMs / 1_000) })}
      </Text>
    </li>
  );
}
