import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePlanEditor } from './plan-editor.js';
import { isLast, type PlanList } from './plan-edits.js';

interface EntryButtonsProps {
  list: PlanList;
  id: string;
  name: string;
  isFirst: boolean;
  isAtEnd: boolean;
}

/** Moves an entry of a list by one place, or removes it. */
export function EntryButtons({ list, id, name, isFirst, isAtEnd }: EntryButtonsProps) {
  const { t } = useTranslation('editor');
  const { document, move, remove } = usePlanEditor();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size={44}
        aria-label={t('up', { name })}
        disabled={isFirst}
        onClick={() => move(list, id, -1, name)}
      >
        <IconArrowUp size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={t('down', { name })}
        disabled={isAtEnd}
        onClick={() => move(list, id, 1, name)}
      >
        <IconArrowDown size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={t('remove', { name })}
        disabled={isLast(document, list)}
        onClick={() => remove(list, id, name)}
      >
        <IconTrash size={20} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
