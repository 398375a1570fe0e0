import { Button, List, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

/** Beside the page, so that nothing of it is left for help. @param lines what to know when one is stuck */
export function Help({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation();
  const [isOpen, help] = useDisclosure(false);
  return (
    <>
      <button type="button" className={classes['link']} onClick={help.open}>
        {t('help.label')}
      </button>
      <Modal.Root opened={isOpen} onClose={help.close} centered>
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Body pt="md">
            <Stack>
              <Modal.Title fz={20} fw={600}>
                {t('help.label')}
              </Modal.Title>
              <List spacing="xs">
                {lines.map((line) => (
                  <List.Item key={line}>{line}</List.Item>
                ))}
              </List>
              <Button variant="default" onClick={help.close}>
                {t('help.close')}
              </Button>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
