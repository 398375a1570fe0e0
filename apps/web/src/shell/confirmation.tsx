import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../problem/problem-notice.js';

interface ConfirmationProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What comes of it. */
  children: ReactNode;
  act: { error: Error | null; isPending: boolean; mutate: () => void };
  /** For refusals that say more than the shared ones. */
  refusals: Record<string, string>;
  /** On the button that acts, and on the one that leaves everything as it is. */
  words: { act: string; keep: string };
}

/** Asks once more before something that does not come back. */
export function Confirmation({ isOpen, onClose, title, children, act, refusals, words }: ConfirmationProps) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* No `Modal.Header`: it is a landmark, and the page has one. */}
        <Modal.Body pt="md">
          <Stack>
            <Modal.Title fz={20} fw={600}>
              {title}
            </Modal.Title>
            {children}
            {act.error && <ProblemNotice error={act.error} words={refusals} />}
            <Group>
              <Button loading={act.isPending} onClick={() => act.mutate()}>
                {words.act}
              </Button>
              <Button variant="default" onClick={onClose}>
                {words.keep}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
