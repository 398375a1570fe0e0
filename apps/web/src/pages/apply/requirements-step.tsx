import { Button, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import type { ApplicationProps } from './apply-page.js';

interface RequirementsStepProps extends Pick<ApplicationProps, 'opening'> {
  onBack: () => void;
  onNext: () => void;
}

/** What an application is held against, as it will be frozen. */
export function RequirementsStep({ opening: { requirements }, onBack, onNext }: RequirementsStepProps) {
  const { t } = useTranslation('apply');
  const shared = useTranslation().t;
  return (
    <>
      <PageTitle>{t('requirements')}</PageTitle>
      {requirements.length === 0 ? (
        <Text>{t('noRequirements')}</Text>
      ) : (
        <>
          <List>
            {requirements.map((requirement) => (
              <List.Item key={requirement}>
                <bdi>{requirement}</bdi>
              </List.Item>
            ))}
          </List>
          <Text mt="sm">{t('frozen')}</Text>
        </>
      )}
      <Text mt="sm">{t('confirmed')}</Text>
      <Actions>
        <Button onClick={onNext}>{shared('continue')}</Button>
        <Button variant="default" onClick={onBack}>
          {shared('back')}
        </Button>
      </Actions>
    </>
  );
}
