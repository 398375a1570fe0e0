import { Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKeysChoice } from './use-keys.js';

/** Says which keys there are, and switches them off. @param keys `key  what it does` */
export function KeysChoice({ keys }: { keys: readonly { key: string; does: string }[] }) {
  const { t } = useTranslation('answers');
  const [choice, choose] = useKeysChoice();
  return (
    <details>
      <summary>{t('keys')}</summary>
      <Switch
        my="sm"
        label={t('keysOn')}
        checked={choice === 'on'}
        onChange={({ currentTarget }) => choose(currentTarget.checked ? 'on' : 'off')}
      />
      {keys.map(({ key, does }) => (
        <Text key={key} size="sm">
          <bdi className="left-to-right">
            <kbd>{key}</kbd>
          </bdi>{' '}
          {does}
        </Text>
      ))}
    </details>
  );
}
