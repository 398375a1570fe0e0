import { Button, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './answers.module.css';

interface TextSearchProps {
  wanted: string;
  onChange: (wanted: string) => void;
  /** Places where it was found. */
  count: number;
  onNext: () => void;
}

export function TextSearch({ wanted, onChange, count, onNext }: TextSearchProps) {
  const { t } = useTranslation('answers');
  return (
    <search className={classes['search']}>
      <TextInput
        type="search"
        label={t('search')}
        value={wanted}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && onNext()}
      />
      {wanted.trim() !== '' && (
        <Group gap="sm" mt={4}>
          <Text size="sm" role="status">
            {t('found', { count })}
          </Text>
          {count > 0 && (
            <Button variant="subtle" onClick={onNext}>
              {t('nextFound')}
            </Button>
          )}
        </Group>
      )}
    </search>
  );
}
