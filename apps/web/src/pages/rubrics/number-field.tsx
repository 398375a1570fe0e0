import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { latinDigits } from '../../i18n/format.js';

interface NumberFieldProps {
  name: string;
  label: string;
  /** The label is for who does not see what stands around the field. */
  isLabelHidden?: boolean;
  value: number;
  minimum: number;
  maximum: number;
  /** How many of its units are one of those that are entered: 100 for hundredths. */
  unit?: number;
  /** `%` */
  sign?: string;
  problems?: readonly string[];
  onChange: (value: number) => void;
}

/** A number in the digits of any script. What is no number within the limits stays in the field, and changes nothing. */
export function NumberField({ name, label, isLabelHidden = false, value, unit = 1, ...props }: NumberFieldProps) {
  const { t } = useTranslation('editor');
  const { minimum, maximum, sign, problems = [], onChange } = props;
  const [entered, setEntered] = useState<string | null>(null);
  const isWrong = entered !== null && numberOf(entered) === null;
  const words = isWrong ? [t('fault.number', { minimum: minimum / unit, maximum: maximum / unit })] : problems;
  return (
    <TextInput
      name={name}
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      inputMode={unit === 1 ? 'numeric' : 'decimal'}
      autoComplete="off"
      styles={{ input: { direction: 'ltr', ...(isLabelHidden && { textAlign: 'center' }) } }}
      {...(sign !== undefined && { rightSection: <span aria-hidden>{sign}</span>, rightSectionWidth: 32 })}
      maw={isLabelHidden ? (sign === undefined ? 56 : 88) : 160}
      value={entered ?? String(value / unit)}
      error={words.length > 0 && words.join(' ')}
      onChange={({ currentTarget }) => {
        setEntered(currentTarget.value);
        const number = numberOf(currentTarget.value);
        if (number !== null) onChange(number);
      }}
      onBlur={() => {
        if (!isWrong) setEntered(null);
      }}
    />
  );

  function numberOf(text: string): number | null {
    const latin = latinDigits(text.trim()).replace(/[,٫]/, '.');
    if (!/^\d+(\.\d+)?$/.test(latin)) return null;
    const number = Math.round(Number(latin) * unit * 1e6) / 1e6;
    return Number.isInteger(number) && number >= minimum && number <= maximum ? number : null;
  }
}
