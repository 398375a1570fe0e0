import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './shell.module.css';

let isFirstPage = true;

/** The one `h1`. It takes the focus when a page comes, so that who does not see it hears where they are. */
export function PageTitle({ children, documentTitle }: { children: ReactNode; documentTitle?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = documentTitle ?? (typeof children === 'string' ? children : undefined);
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Guildhall`;
  }, [title]);
  useEffect(() => {
    // A page that was just opened begins at its top: the skip link comes first.
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  return (
    <Title order={1} ref={heading} tabIndex={-1} className={classes['title']}>
      {children}
    </Title>
  );
}
