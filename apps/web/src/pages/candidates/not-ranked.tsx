import { Anchor, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Part } from '../../shell/part.js';
import { DueText } from '../console/due-text.js';
import { useNotRanked } from './candidate-queries.js';
import classes from './candidates.module.css';
import { isKnownReason } from './not-ranked-reasons.js';
import { StageBadge } from './stage-badge.js';

/** Those for whom a person has to find a way, each with the reason: apart from the ranks, and never with a zero. */
export function NotRanked({ openingId }: { openingId: string }) {
  const { t } = useTranslation('candidates');
  const found = useNotRanked(openingId);
  const people = found.data?.pages.flatMap(({ data }) => data) ?? [];
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (people.length === 0) return null;
  return (
    <Part title={t('notRanked.title')}>
      <Text mb="sm">{t('notRanked.words')}</Text>
      <ul className={classes['cards']}>
        {people.map((person) => (
          <Person key={person.applicationId} person={person} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Part>
  );
}

function Person({
  person: { applicationId, name, stage, reasons, reason, decisionDueAt },
}: {
  person: Schemas['NamedNotRanked'];
}) {
  const { t } = useTranslation('candidates');
  const known = reasons.filter(isKnownReason);
  return (
    <li className={classes['card']} data-row={applicationId}>
      <div className={classes['head']}>
        <Anchor component={Link} to={`/console/applications/${applicationId}`} mih={44} display="inline-flex">
          <bdi style={{ alignSelf: 'center' }}>{name ?? t('unnamed')}</bdi>
        </Anchor>
        <StageBadge stage={stage} />
      </div>
      <DueText dueAt={decisionDueAt ?? null} />
      {known.length > 0 ? (
        known.map((code) => <Text key={code}>{t(`notRanked.${code}`)}</Text>)
      ) : (
        <Text lang="en" dir="ltr">
          {reason}
        </Text>
      )}
    </li>
  );
}
