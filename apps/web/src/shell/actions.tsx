import type { ReactNode } from 'react';
import classes from './shell.module.css';

/** The primary action of a page and what stands beside it; on a telephone a bar at the lower edge. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={classes['actions']}>{children}</div>;
}
