import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { DifferenceList } from './difference-list.js';
import { type Plan, type PlanVersionSummary, useVersion } from './rubric-queries.js';
import classes from './rubrics.module.css';

interface ConflictNoticeProps {
  plan: Plan;
  /** The version that one's own changes were made to. */
  fromId: string;
  onSaveMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else has added a version: what they changed is shown, and nobody's work is written over. */
export function ConflictNotice({ plan, fromId, onSaveMine, onTakeTheirs }: ConflictNoticeProps) {
  const { t } = useTranslation('editor');
  const shared = useTranslation().t;
  const [isShown, comparison] = useDisclosure(false);
  const from = plan.versions.find(({ id }) => id === fromId);
  const theirs = plan.versions.at(-1)!;
  return (
    <>
      <Notice kind="attention" role="alert">
        <Text>{shared('conflict')}</Text>
        <Group mt="sm">
          <Button variant="default" aria-expanded={isShown} onClick={comparison.toggle}>
            {t(isShown ? 'conflict.hide' : 'conflict.compare')}
          </Button>
          <Button variant="default" onClick={onSaveMine}>
            {t('conflict.mine')}
          </Button>
          <Button variant="default" onClick={onTakeTheirs}>
            {t('conflict.theirs')}
          </Button>
        </Group>
      </Notice>
      {isShown && from && <Theirs from={from} theirs={theirs} />}
    </>
  );
}

function Theirs({ from, theirs }: { from: PlanVersionSummary; theirs: PlanVersionSummary }) {
  return (
    <div className={classes['pane']}>
      <QueryState query={useVersion(theirs.id)}>{(version) => <DifferenceList from={from} to={version} />}</QueryState>
    </div>
  );
}
