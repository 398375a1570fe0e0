import { Anchor, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStaffLive } from '../../api/live.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { formatDate, formatMicroUsd } from '../../i18n/format.js';
import { countryName, languageName, listed } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading, QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { regionName } from '../apply/places.js';
import { OpeningNav } from '../console/opening-nav.js';
import { useOpening } from '../openings/opening-queries.js';
import { PayRange } from '../openings/pay-range.js';
import { OpeningMoves } from './opening-moves.js';
import { OpeningStateBadge } from './opening-state-badge.js';
import { PlanOverview } from './plan-overview.js';
import { usePlanVersion, useStaffOpening } from './staff-opening-queries.js';

type Opening = Schemas['StaffOpening'];

/** An opening with what its interview asks and compares. */
export function Component() {
  const { openingId = '' } = useParams();
  const opening = useStaffOpening(openingId);
  useStaffLive();
  return <QueryState query={opening}>{(found) => <OpeningAndPlan opening={found} />}</QueryState>;
}

function OpeningAndPlan({ opening }: { opening: Opening }) {
  const { t } = useTranslation('staffOpenings');
  const plan = usePlanVersion(opening.planVersionId);
  const { data: me } = useMe();
  return (
    <Stack gap="xl" maw="80ch">
      <div>
        <PageTitle documentTitle={opening.title}>
          <bdi>{opening.title}</bdi>
        </PageTitle>
        <OpeningStateBadge state={opening.state} />
        <OpeningNav openingId={opening.id} />
      </div>
      {opening.state !== 'draft' && <WhereAiIsOff opening={opening} />}
      <Part title={t('facts')}>
        <Facts opening={opening} />
      </Part>
      {plan.isError && <ProblemNotice error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && <Loading />}
      {plan.data && <PlanOverview version={plan.data} />}
      <Part title={t('seen')}>
        <Seen opening={opening} />
      </Part>
      <Part title={t('people')}>
        <Text>{t('peopleCount', { count: opening.staffIds.length })}</Text>
      </Part>
      {me && holds(me, 'recruiter') && <OpeningMoves opening={opening} />}
    </Stack>
  );
}

/** As applicants are told; nobody is of a draft. */
function WhereAiIsOff({ opening }: { opening: Opening }) {
  const { t } = useTranslation('staffOpenings');
  const places = usePlaces(opening);
  const seen = useOpening(opening.id);
  if (seen.data?.aiEvaluation?.used !== false) return null;
  return <Notice kind="attention">{t('aiOff', { places: places ?? t('noPlaces') })}</Notice>;
}

/** Whose law applies, by name; null where it is the applicant's alone. */
function usePlaces({ places }: Opening): string | null {
  const { language } = useTranslation().i18n;
  if (places.length === 0) return null;
  return places.map((place) => regionName(place, language)).join(language === 'ar' ? '؛ ' : '; ');
}

function Facts({ opening }: { opening: Opening }) {
  const { t, i18n } = useTranslation('staffOpenings');
  const places = usePlaces(opening);
  const languages = listed(
    opening.languages.map((tag) => languageName(tag, i18n.language)),
    i18n.language,
  );
  const countries = listed(
    opening.countries.map((code) => countryName(code, i18n.language)),
    i18n.language,
  );
  return (
    <>
      <PayRange range={opening.payRange} />
      <List>
        <List.Item>{t('languages', { languages })}</List.Item>
        <List.Item>{opening.countries.length > 0 ? t('countries', { countries }) : t('anywhere')}</List.Item>
        <List.Item>{places === null ? t('noPlacesFact') : t('places', { places })}</List.Item>
        <List.Item>{t('deadline', { count: opening.interviewDeadlineDays })}</List.Item>
        <List.Item>{t('check', { count: opening.transcriptCheckHours })}</List.Item>
        {opening.aiDailyCapMicros !== null && (
          <List.Item>{t('cap', { amount: formatMicroUsd(String(opening.aiDailyCapMicros), i18n.language) })}</List.Item>
        )}
        {opening.openedAt !== null && (
          <List.Item>{t('opened', { date: formatDate(opening.openedAt, i18n.language) })}</List.Item>
        )}
        {opening.closedAt !== null && (
          <List.Item>{t('closed', { date: formatDate(opening.closedAt, i18n.language) })}</List.Item>
        )}
      </List>
    </>
  );
}

/** What an applicant reads before they apply. */
function Seen({ opening }: { opening: Opening }) {
  const { t } = useTranslation('staffOpenings');
  return (
    <Stack gap="xs">
      <Text dir="auto" style={{ whiteSpace: 'pre-line' }}>
        {opening.description}
      </Text>
      {opening.requirements.length > 0 && (
        <List>
          {opening.requirements.map((requirement) => (
            <List.Item key={requirement}>
              <bdi>{requirement}</bdi>
            </List.Item>
          ))}
        </List>
      )}
      {opening.state === 'draft' ? (
        <Text c="dimmed">{t('notSeenYet')}</Text>
      ) : (
        <Anchor href={`/jobs/${opening.id}`}>{t('asApplicant')}</Anchor>
      )}
    </Stack>
  );
}
