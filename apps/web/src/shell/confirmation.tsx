import { Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface ConfirmationProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** Asks once more before something that does not come back. */
export function Confirmation({ isOpen, onClose, title, children }: ConfirmationProps) {
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
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
