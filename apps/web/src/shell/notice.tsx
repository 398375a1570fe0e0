import type { ReactNode } from 'react';
import classes from './shell.module.css';
import { type Status, statusIcons } from './status.js';

interface NoticeProps {
  kind: Status;
  /** `alert` interrupts a screen reader, `status` waits for it to finish. */
  role?: 'alert' | 'status';
  children: ReactNode;
}

export function Notice({ kind, role, children }: NoticeProps) {
  const Icon = statusIcons[kind];
  return (
    <div className={`${classes['notice']} ${classes[kind]}`} role={role}>
      <Icon size={20} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
