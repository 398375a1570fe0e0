import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';
import { useShortlists } from './candidate-queries.js';

interface ShortlistDialogProps {
  openingId: string;
  applicationIds: string[];
  onClose: () => void;
}

/** Puts those who are selected on a list, to look at them together. Nothing changes for them. */
export function ShortlistDialog({ openingId, applicationIds, onClose }: ShortlistDialogProps) {
  const { t } = useTranslation('candidates');
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
                {t('shortlist.title')}
              </Modal.Title>
              <NativeSelect
                {...{ size: 'md', label: t('shortlist.list'), value: listId }}
                onChange={({ currentTarget }) => setListId(currentTarget.value)}
                data={[
                  { value: '', label: t('shortlist.new') },
                  ...lists.map((list) => ({ value: list.id, label: list.name })),
                ]}
              />
              {isNew && (
                <TextInput
                  {...{ label: t('shortlist.name'), maxLength: 100, value: name, dir: 'auto' }}
                  onChange={({ currentTarget }) => setName(currentTarget.value)}
                  error={isLacking && t('shortlist.nameNeeded')}
                />
              )}
              {add.isSuccess && (
                <Notice kind="done" role="status">
                  {t('shortlist.added', { count: applicationIds.length })}
                </Notice>
              )}
              {add.error && <ProblemNotice error={add.error} words={{ shortlist_full: t('shortlist.full') }} />}
              <Group>
                {!add.isSuccess && (
                  <Button type="submit" loading={add.isPending}>
                    {t('shortlist.add')}
                  </Button>
                )}
                <Button variant="default" onClick={onClose}>
                  {t('move.close')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Whoever is on the list already stays where they are, so that a repeat changes nothing. */
function useAdding(openingId: string, applicationIds: string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (to: { listId: string } | { name: string }) => {
      const shortlistId = 'listId' in to ? to.listId : (await make(to.name)).id;
      for (const applicationId of applicationIds) {
        const path = { shortlistId, applicationId };
        await api.PUT('/v1/shortlists/{shortlistId}/candidates/{applicationId}', { params: { path } });
      }
    },
    retry: false,
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['shortlists', openingId] }),
  });

  async function make(name: string) {
    return await bodyOf(
      api.POST('/v1/openings/{openingId}/shortlists', { params: { path: { openingId } }, body: { name } }),
    );
  }
}
