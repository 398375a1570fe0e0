import { Button } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './review.module.css';

interface MarkProps {
  /** Of the criterion that it is marked for. */
  letter: string;
  onMark: () => void;
}

/** For who works by keyboard or thumb: a whole sentence at once. */
export function MarkSentence({ letter, onMark }: MarkProps) {
  const { t } = useTranslation('review');
  return (
    <button type="button" className={classes['mark']} aria-label={t('markSentence', { letter })} onClick={onMark}>
      <IconQuote size={20} aria-hidden />
    </button>
  );
}

/** Within reach while words are selected. */
export function MarkSelected({ letter, onMark }: MarkProps) {
  const { t } = useTranslation('review');
  return (
    <div className={classes['selected']}>
      <Button
        leftSection={<IconQuote size={20} aria-hidden />}
        // A press would take the selection away before it is a click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onMark}
      >
        {t('markSelected', { letter })}
      </Button>
    </div>
  );
}
