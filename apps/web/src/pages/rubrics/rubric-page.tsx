import { Anchor, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type Schemas, useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { formatDate, formatNumber, formatTime } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { BeginPlan } from './begin-plan.js';
import { Editing } from './editing.js';
import { PlanReading } from './plan-reading.js';
import { type Plan, type PlanVersion, usePlan, useVersion } from './rubric-queries.js';
import { documentOf, type PlanDrafting, usePlanDraft } from './use-plan-draft.js';
import { useSample } from './use-sample.js';
import { useVersionName } from './use-version-name.js';
import { UsedBy } from './used-by.js';

/** One plan: its newest version is changed while it is a draft; every other one is read, and copied to be changed. */
export function Component() {
  const { planId = '' } = useParams();
  const plan = usePlan(planId);
  const me = useMe();
  return (
    <QueryState query={plan}>
      {(found) => <QueryState query={me}>{(known) => known && <PlanPage plan={found} me={known} />}</QueryState>}
    </QueryState>
  );
}

/** Wide enough for more than one pane. */
const wide = '(min-width: 48.0625em)';

function PlanPage({ plan, me }: { plan: Plan; me: Schemas['Me'] }) {
  const { t } = useTranslation('rubrics');
  const [parameters] = useSearchParams();
  const drafting = usePlanDraft(plan, me.id);
  const mayWrite = holds(me, 'recruiter');
  const asked = plan.versions.find(({ id }) => id === parameters.get('version'));
  const shown = asked?.id ?? drafting.kept?.fromId ?? plan.versions.at(-1)?.id;
  return (
    <Stack gap="sm">
      <Anchor component={Link} to="/console/rubrics">
        {t('all')}
      </Anchor>
      <PageTitle documentTitle={plan.name}>
        <bdi>{plan.name}</bdi>
      </PageTitle>
      {shown === undefined ? (
        <WithoutVersion plan={plan} mayWrite={mayWrite} />
      ) : (
        <Shown plan={plan} versionId={shown} isAsked={asked !== undefined} drafting={drafting} mayWrite={mayWrite} />
      )}
    </Stack>
  );
}

function WithoutVersion({ plan, mayWrite }: { plan: Plan; mayWrite: boolean }) {
  const { t } = useTranslation('rubrics');
  if (!mayWrite) return <Text>{t('state.none')}</Text>;
  return (
    <>
      <Text>{t('begin.withoutVersion')}</Text>
      <BeginPlan plan={plan} />
    </>
  );
}

interface ShownProps {
  plan: Plan;
  versionId: string;
  /** The address names it: it is read as it is, whatever is newer. */
  isAsked: boolean;
  drafting: PlanDrafting;
  mayWrite: boolean;
}

function Shown({ plan, versionId, isAsked, drafting, mayWrite }: ShownProps) {
  const { t } = useTranslation('rubrics');
  const [, setParameters] = useSearchParams();
  const isWide = useMediaQuery(wide, true, { getInitialValueInEffect: false });
  const [published, setPublished] = useState<number | null>(null);
  // What the editor knows outlives a window that is too narrow for it meanwhile.
  const sample = useSample();
  const [wasTried, setWasTried] = useState(false);
  return (
    <QueryState query={useVersion(versionId)}>
      {(version) => {
        const hasKept = !isAsked && drafting.kept !== null;
        const isDraft = hasKept || (!isAsked && version.state === 'draft');
        return (
          <>
            <Versions plan={plan} version={version} onChoose={(id) => setParameters({ version: id })} />
            {published === version.number && (
              <Notice kind="done" role="status">
                {t('publish.published', { number: published })}
              </Notice>
            )}
            {isDraft && mayWrite && isWide ? (
              <Editing
                {...{ plan, version, drafting, sample, wasTried }}
                onTried={setWasTried}
                onPublished={(number) => {
                  setPublished(number);
                  setParameters({});
                }}
              />
            ) : (
              <>
                {isDraft && mayWrite && <Notice kind="info">{t('readOnly')}</Notice>}
                {version.state === 'published' && <Frozen version={version} mayCopy={mayWrite && isWide} />}
                {!isDraft && mayWrite && <About {...{ plan, version, drafting, isWide }} />}
                {version.state === 'published' && <UsedBy planVersionId={version.id} />}
                <PlanReading document={documentOf(hasKept ? drafting.kept : null, version)} />
              </>
            )}
          </>
        );
      }}
    </QueryState>
  );
}

interface VersionsProps {
  plan: Plan;
  version: PlanVersion;
  onChoose: (id: string) => void;
}

function Versions({ plan, version, onChoose }: VersionsProps) {
  const { t, i18n } = useTranslation('rubrics');
  const nameOf = useVersionName();
  return (
    <Group gap="md" align="flex-end">
      <NativeSelect
        size="md"
        label={t('version')}
        value={version.id}
        data={[...plan.versions].reverse().map((each) => ({ value: each.id, label: nameOf(each) }))}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      />
      <Text pb={10}>
        {version.publishedAt
          ? t('publishedOn', { date: formatDate(version.publishedAt, i18n.language) })
          : t('changed', { date: formatDate(version.createdAt, i18n.language) })}
      </Text>
    </Group>
  );
}

/** What asks by a published version already, and how it is changed nevertheless. */
function Frozen({ version: { use }, mayCopy }: { version: PlanVersion; mayCopy: boolean }) {
  const { t, i18n } = useTranslation('rubrics');
  const count = use?.interviews ?? 0;
  const number = formatNumber(count, i18n.language);
  return (
    <Notice kind="held">
      {use?.hasMore ? t('inUseByMore', { number }) : count === 0 ? t('notInUse') : t('inUse', { count, number })}{' '}
      {mayCopy && t('copyHint')}
    </Notice>
  );
}

type AboutProps = Omit<ShownProps, 'versionId' | 'isAsked' | 'mayWrite'> & { version: PlanVersion; isWide: boolean };

/** Of a version that is not changed here: what is newer, and how it is changed nevertheless. */
function About({ plan, version, drafting, isWide }: AboutProps) {
  const { t, i18n } = useTranslation('rubrics');
  const [, setParameters] = useSearchParams();
  const newest = plan.versions.at(-1)!;
  const { kept } = drafting;
  return (
    <>
      {newest.id !== version.id && (
        <Text>
          {t('older', { number: newest.number })}{' '}
          <Anchor component={Link} to="?">
            {t('toNewest', { number: newest.number })}
          </Anchor>
        </Text>
      )}
      {kept && (
        <Notice kind="info">
          {t('keptHere', { time: formatTime(kept.keptAt, i18n.language) })}{' '}
          <Anchor component={Link} to="?" c="inherit">
            {t('goOn')}
          </Anchor>
        </Notice>
      )}
      {!kept && isWide && (
        <Actions>
          <Button
            onClick={() => {
              drafting.copy(version);
              setParameters({});
            }}
          >
            {t('copyToChange')}
          </Button>
        </Actions>
      )}
      {!isWide && <Notice kind="info">{t('readOnly')}</Notice>}
    </>
  );
}
