import type { ReactNode } from 'react';
import classes from './shell.module.css';

interface ActionsProps {
  children: ReactNode;
  /** None of them is the primary one: they have one size. */
  areAlike?: boolean;
}

/** The primary action of a page and what stands beside it; on a telephone a bar at the lower edge. */
export function Actions({ children, areAlike = false }: ActionsProps) {
  return <div className={`${classes['actions']} ${areAlike ? classes['alike'] : ''}`}>{children}</div>;
}
