import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './candidates.module.css';
import type { Selection } from './use-selection.js';

interface SelectionBarProps {
  selection: Selection;
  onCompare: () => void;
  onMove: () => void;
  onShortlist: () => void;
  /** Where those of one shortlist are shown. */
  takingOff: { isPending: boolean; act: () => void } | null;
}

/** What can be done with those who are selected; it stays in sight. */
export function SelectionBar({ selection, onCompare, onMove, onShortlist, takingOff }: SelectionBarProps) {
  const { t } = useTranslation(['candidates', 'shortlist']);
  return (
    <section className={classes['selection']} aria-label={t('selection.label')}>
      <Text role="status">{t('selection.count', { count: selection.ids.length })}</Text>
      {selection.canBeCompared ? (
        <Button onClick={onCompare}>{t('selection.compare')}</Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('selection.compareHint')}
        </Text>
      )}
      <Button variant="default" onClick={onMove}>
        {t('selection.move')}
      </Button>
      <Button variant="default" onClick={onShortlist}>
        {t('selection.shortlist')}
      </Button>
      {takingOff && (
        <Button variant="default" loading={takingOff.isPending} onClick={takingOff.act}>
          {t('shortlist:takeOff')}
        </Button>
      )}
      <Button variant="default" onClick={selection.clear}>
        {t('selection.clear')}
      </Button>
    </section>
  );
}
