import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { RatingStage } from './rating-stage.js';
import { RevealStage } from './reveal-stage.js';
import { useReview } from './review-queries.js';

/** What the page has words for; a result that went meanwhile is none that is missing. */
const refusals = ['interview_wrong_state', 'appeal_needs_another_person', 'appeal_wrong_state'] as const;

/**
 * A person's own look at answers, before they see what anybody else made of them. Who the applicant is, the server does not say, and
 * so neither does the page, its title or its address.
 */
export function Component() {
  const { applicationId = '' } = useParams();
  const { t } = useTranslation('review');
  const review = useReview(applicationId);
  const refusal = refusals.find((code) => review.isError && hasCode(review.error, code));
  if (refusal) {
    return (
      <Stack align="flex-start">
        <PageTitle>{t('gone')}</PageTitle>
        <Text>{t(`refused.${refusal}`)}</Text>
        <Button component={Link} to="/console/reviews" variant="default">
          {t('toQueue')}
        </Button>
      </Stack>
    );
  }
  return (
    <QueryState query={review}>
      {(found) =>
        found.revealed === null ? (
          <RatingStage applicationId={applicationId} review={found} />
        ) : (
          <RevealStage applicationId={applicationId} review={found} revealed={found.revealed} />
        )
      }
    </QueryState>
  );
}
