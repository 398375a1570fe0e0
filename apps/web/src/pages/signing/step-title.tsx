import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../shell/page-title.js';
import classes from './signing.module.css';
import type { Signing, SigningDocument } from './signing-step.js';

interface StepTitleProps {
  number: number;
  children: string;
  /** Which of how many it is about. */
  document?: SigningDocument;
  of?: Signing;
  /** That of a document, where its title is the one of the step. */
  language?: string;
}

/** What the step is, and where on the way. */
export function StepTitle({ number, children, document, of, language }: StepTitleProps) {
  const { t } = useTranslation('signing');
  const place = of && document && of.documents.findIndex(({ id }) => id === document.id) + 1;
  return (
    <div className={classes['stepTitle']}>
      <PageTitle documentTitle={children}>
        <bdi lang={language}>{children}</bdi>
      </PageTitle>
      <Text c="dimmed">
        {t('step', { number })}
        {place && ` · ${t('place', { number: place, count: of.documents.length })}`}
      </Text>
    </div>
  );
}
