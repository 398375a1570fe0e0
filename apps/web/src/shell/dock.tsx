import type { ReactNode } from 'react';
import classes from './shell.module.css';

/** What has to stay in sight together with the actions of a page; on a telephone it lies at the lower edge with them. */
export function Dock({ children }: { children: ReactNode }) {
  return <div className={classes['dock']}>{children}</div>;
}
