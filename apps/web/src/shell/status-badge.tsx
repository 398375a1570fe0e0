import classes from './shell.module.css';
import { type Status, statusIcons } from './status.js';

export function StatusBadge({ kind, children }: { kind: Status; children: string }) {
  const Icon = statusIcons[kind];
  return (
    <span className={`${classes['badge']} ${classes[kind]}`}>
      <Icon size={16} aria-hidden />
      {children}
    </span>
  );
}
