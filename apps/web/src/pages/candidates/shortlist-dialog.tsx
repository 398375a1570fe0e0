import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';
import { useAdding, useShortlists } from './shortlist-queries.js';

interface ShortlistDialogProps {
  openingId: string;
  applicationIds: string[];
  onClose: () => void;
}

/** Puts those who are selected on a list, to look at them together. Nothing changes for them. */
export function ShortlistDialog({ openingId, applicationIds, onClose }: ShortlistDialogProps) {
  const { t } = useTranslation('shortlist');
  const lists = useShortlists(openingId).data ?? [];
  const [listId, setListId] = useState('');
  const [name, setName] = useState('');
  const [isLacking, setIsLacking] = useState(false);
  const add = useAdding(openingId, applicationIds);
  const isNew = listId === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsLacking(isNew && name.trim() === '');
    if (!isNew || name.trim() !== '') add.mutate(isNew ? { name: name.trim() } : { listId });
  };
  return (
    <Modal.Root opened onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <form onSubmit={submit} noValidate>
            <Stack>
              <Modal.Title fz={20} fw={600}>
                {t('title')}
              </Modal.Title>
              <NativeSelect
                {...{ size: 'md', label: t('list'), value: listId }}
                onChange={({ currentTarget }) => setListId(currentTarget.value)}
                data={[{ value: '', label: t('new') }, ...lists.map((list) => ({ value: list.id, label: list.name }))]}
              />
              {isNew && (
                <TextInput
                  {...{ label: t('name'), maxLength: 100, value: name, dir: 'auto' }}
                  onChange={({ currentTarget }) => setName(currentTarget.value)}
                  error={isLacking && t('nameNeeded')}
                />
              )}
              {add.isSuccess && (
                <Notice kind="done" role="status">
                  {t('added', { count: applicationIds.length })}
                </Notice>
              )}
              {add.error && <ProblemNotice error={add.error} words={{ shortlist_full: t('full') }} />}
              <Group>
                {!add.isSuccess && (
                  <Button type="submit" loading={add.isPending}>
                    {t('add')}
                  </Button>
                )}
                <Button variant="default" onClick={onClose}>
                  {t('close')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
