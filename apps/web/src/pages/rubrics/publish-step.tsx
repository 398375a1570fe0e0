import { Anchor, Button, List, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { DifferenceList } from './difference-list.js';
import { type Plan, type PlanVersion, type PlanVersionSummary, usePublish } from './rubric-queries.js';
import type { PlanProblem, useProblems } from './use-problems.js';
import { useVersionName } from './use-version-name.js';

interface PublishStepProps {
  plan: Plan;
  version: PlanVersion;
  checked: Pick<ReturnType<typeof useProblems>, 'rules' | 'broken'>;
  onGoTo: (path: string) => void;
  onPublished: (number: number) => void;
}

/** What becomes different, and whether it may be published; then it is, for good. */
export function PublishStep({ plan, version, checked: { rules, broken }, onGoTo, onPublished }: PublishStepProps) {
  const { t } = useTranslation('rubrics');
  const publish = usePublish();
  return (
    <Stack>
      <Comparison plan={plan} version={version} />
      {rules.isError && <ProblemNotice error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Loading />}
      {rules.data && broken.length > 0 && <BrokenRules broken={broken} onGoTo={onGoTo} />}
      {rules.data && broken.length === 0 && (
        <>
          <Notice kind="attention">{t('publish.forever')}</Notice>
          {publish.isError && (
            <ProblemNotice
              error={publish.error}
              words={{ plan_wrong_state: t('publish.already'), plan_not_publishable: t('publish.refused') }}
            />
          )}
          <Actions>
            <Button
              loading={publish.isPending}
              onClick={() => publish.mutate(version.id, { onSuccess: ({ number }) => onPublished(number) })}
            >
              {t('publish.act', { number: version.number })}
            </Button>
          </Actions>
        </>
      )}
    </Stack>
  );
}

/** With the last version that was published, or with what the plan began from. */
function Comparison({ plan, version }: Pick<PublishStepProps, 'plan' | 'version'>) {
  const { t } = useTranslation('rubrics');
  const nameOf = useVersionName();
  const earlier = plan.versions.filter(({ number }) => number < version.number);
  const usual = earlier.findLast(({ state }) => state === 'published') ?? earlier[0];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const from: PlanVersionSummary | undefined = earlier.find(({ id }) => id === chosenId) ?? usual;
  if (from === undefined) return <Text>{t('publish.first')}</Text>;
  return (
    <>
      <NativeSelect
        size="md"
        maw={320}
        label={t('publish.against')}
        value={from.id}
        data={[...earlier].reverse().map((each) => ({ value: each.id, label: nameOf(each) }))}
        onChange={({ currentTarget }) => setChosenId(currentTarget.value)}
      />
      <DifferenceList from={from} to={version} />
    </>
  );
}

function BrokenRules({ broken, onGoTo }: { broken: readonly PlanProblem[]; onGoTo: (path: string) => void }) {
  const { t } = useTranslation('rubrics');
  return (
    <Notice kind="error" role="alert">
      <Text fw={600}>{t('publish.broken')}</Text>
      <List>
        {broken.map(({ path, words, isForeign }) => (
          <List.Item key={`${path} ${words}`}>
            <bdi lang={isForeign ? 'en' : undefined}>{words}</bdi>{' '}
            <Anchor component="button" type="button" c="inherit" onClick={() => onGoTo(path)}>
              {t('publish.mend')}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}
