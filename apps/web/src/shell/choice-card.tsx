import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './shell.module.css';

interface ChoiceCardProps {
  value: string;
  className?: string | undefined;
  children: ReactNode;
}

/** One choice of a `Radio.Group`, to be hit anywhere; before it is taken it looks like the others. */
export function ChoiceCard({ value, className = '', children }: ChoiceCardProps) {
  return (
    <Radio.Card value={value} className={`${classes['choice']} ${className}`}>
      <Radio.Indicator size="md" />
      {children}
    </Radio.Card>
  );
}
