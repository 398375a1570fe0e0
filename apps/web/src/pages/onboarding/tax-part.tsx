import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { Notice } from '../../shell/notice.js';
import { Task } from './task.js';
import { TaxForm } from './tax-form.js';

type Item = Schemas['OnboardingItem'];

/** The tax form: nothing of one that was handed in is shown again. */
export function TaxPart({ item }: { item: Item }) {
  const { t } = useTranslation('onboarding');
  const isDue = item.state === 'required' || item.state === 'rejected';
  const [isAnother, setIsAnother] = useState(false);
  const isUnsupported = item.holdReason === 'tax_form_unsupported';
  const words = { required: 'toDo', rejected: 'toDo', submitted: 'submitted', verified: 'verified' } as const;
  return (
    <Task item={item} title={t('tax.title')} words={t(`tax.${words[item.state]}`)}>
      {isUnsupported && <Notice kind="held">{t('tax.unsupported')}</Notice>}
      {isDue || isAnother ? (
        <TaxForm onSent={() => setIsAnother(false)} onCancel={isDue ? undefined : () => setIsAnother(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setIsAnother(true)}>
            {t('tax.again')}
          </Button>
        </div>
      )}
    </Task>
  );
}
