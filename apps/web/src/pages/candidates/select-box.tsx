import { useTranslation } from 'react-i18next';
import classes from './candidates.module.css';

interface SelectBoxProps {
  name: string | null;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

/** Of a row or a card, for what is done with several at once. */
export function SelectBox({ name, isSelected, onSelect }: SelectBoxProps) {
  const { t } = useTranslation('candidates');
  return (
    <label className={classes['select']}>
      <input
        type="checkbox"
        aria-label={t('selectOne', { name: name ?? t('unnamed') })}
        checked={isSelected}
        onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
      />
    </label>
  );
}
