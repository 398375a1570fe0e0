import { Button, Kbd, Modal, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { useLetterKeys } from './use-row-keys.js';

interface KeyHelpProps {
  isOpen: boolean;
  onClose: () => void;
  letters: ReturnType<typeof useLetterKeys>;
}

const keys = [
  { key: '↑ ↓', words: 'keys.rows' },
  { key: 'Enter', words: 'keys.open' },
  { key: 'X', words: 'keys.select' },
  { key: 'C', words: 'keys.compare' },
  { key: '?', words: 'keys.help' },
] as const;

/** Which keys do what while a row has the focus. */
export function KeyHelp({ isOpen, onClose, letters }: KeyHelpProps) {
  const { t } = useTranslation('candidates');
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Stack>
            <Modal.Title fz={20} fw={600}>
              {t('keys.title')}
            </Modal.Title>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {keys.map(({ key, words }) => (
                <li key={key}>
                  <Kbd>{key}</Kbd> {t(words)}
                </li>
              ))}
            </ul>
            <Switch
              label={t('keys.letters')}
              checked={letters.areOn}
              onChange={({ currentTarget }) => letters.switchTo(currentTarget.checked)}
            />
            <Button variant="default" onClick={onClose}>
              {t('keys.close')}
            </Button>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
