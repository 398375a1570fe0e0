import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorkItem } from '../../api/console-schemas.js';
import { Part } from '../../shell/part.js';
import { DueText } from '../console/due-text.js';
import { applicantLetter } from './applicant-letters.js';
import classes from './work.module.css';

interface WaitingListProps {
  title: string;
  items: WorkItem[];
  /** Whoever reviews is not to know whom. */
  areNameless?: boolean;
  pathOf: (item: WorkItem) => string;
}

/** So many that the lists below are still seen. */
const shownAtFirst = 8;
/** The API gives no more of a kind. */
const mostGiven = 50;

export function WaitingList({ title, items, areNameless = false, pathOf }: WaitingListProps) {
  const { t } = useTranslation(['work', 'shared']);
  const [isWhole, setIsWhole] = useState(false);
  if (items.length === 0) return null;
  const nameOf = ({ name }: WorkItem, index: number) =>
    areNameless || !name ? t('applicant', { letter: applicantLetter(index) }) : name;
  return (
    <Part title={title}>
      <ul className={classes['list']}>
        {items.slice(0, isWhole ? mostGiven : shownAtFirst).map((item, index) => (
          <li key={item.applicationId} className={classes['item']}>
            <div>
              <Anchor component={Link} to={pathOf(item)} mih={44} display="inline-flex">
                <bdi style={{ alignSelf: 'center' }}>{nameOf(item, index)}</bdi>
              </Anchor>
              <Text size="sm" c="dimmed">
                <bdi>{item.openingTitle}</bdi>
              </Text>
            </div>
            <div>
              <DueText dueAt={item.dueAt} />
            </div>
          </li>
        ))}
      </ul>
      {items.length > shownAtFirst && !isWhole && (
        <Button variant="default" mt="sm" onClick={() => setIsWhole(true)}>
          {t('shared:more')}
        </Button>
      )}
      {items.length >= mostGiven && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('mostGiven', { number: mostGiven })}
        </Text>
      )}
    </Part>
  );
}
