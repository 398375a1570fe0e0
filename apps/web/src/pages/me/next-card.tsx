import { Button, Card, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDeadline } from '../../i18n/format.js';
import { wayOf } from '../interview/interview-ways.js';
import classes from './me.module.css';
import type { NextStep } from './standing.js';

interface NextCardProps {
  next: NextStep;
  /** What is being prepared takes longer than it usually does. */
  isLong: boolean;
}

/** One thing, with its date. */
export function NextCard({ next, isLong }: NextCardProps) {
  const { t } = useTranslation('me');
  return (
    <Card component="section" withBorder className={classes['next']!}>
      <Title order={2} size="24px">
        {t('next')}
      </Title>
      <Words next={next} isLong={isLong} />
      <Way next={next} />
    </Card>
  );
}

function Words({ next, isLong }: NextCardProps) {
  const { t, i18n } = useTranslation('me');
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  switch (next.kind) {
    case 'sign':
      return <Text>{t('sign', { date: next.until === null ? '–' : date(next.until) })}</Text>;
    case 'record':
    case 'goOn':
      return <Text>{t(next.kind, { date: date(next.interview.deadlineAt) })}</Text>;
    case 'checkTranscript':
      return <Text>{t('checkTranscript')}</Text>;
    case 'beforePay':
      return <Text>{t('beforePayWords')}</Text>;
    case 'preparing':
      return <Text role="status">{isLong ? t('preparingLong') : t('preparing')}</Text>;
    case 'nothing':
      if (next.until === null) return <Text>{t('nothing')}</Text>;
      return (
        <Text>
          {t(Date.parse(next.until) < Date.now() ? 'nothingLate' : 'nothingUntil', { date: date(next.until) })}
        </Text>
      );
  }
}

function Way({ next }: { next: NextStep }) {
  const { t } = useTranslation('me');
  if (next.kind === 'nothing' || next.kind === 'preparing') return null;
  if (next.kind === 'sign') {
    return (
      <Button component={Link} to="/me/contracts" mt="sm">
        {t('toSign')}
      </Button>
    );
  }
  if (next.kind === 'beforePay') {
    return (
      <Button component={Link} to="/me/onboarding" mt="sm">
        {t('beforePay')}
      </Button>
    );
  }
  const words = { record: t('toRecord'), goOn: t('goOnRecording'), checkTranscript: t('toTranscript') };
  return (
    <Button component={Link} to={wayOf(next.interview)} mt="sm">
      {words[next.kind]}
    </Button>
  );
}
