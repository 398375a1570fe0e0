import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/queries.js';
import { directionOf } from './i18n/languages.js';
import { router } from './routes.js';
import { cssVariables, theme } from './theme/theme.js';

export function App() {
  const { i18n } = useTranslation();
  return (
    <DirectionProvider detectDirection={false} initialDirection={directionOf(i18n.language)}>
      <DirectionOfLanguage />
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** The pages stay as they are: whoever changes the language while they record goes on recording. */
function DirectionOfLanguage() {
  const { i18n } = useTranslation();
  const { dir, setDirection } = useDirection();
  const wanted = directionOf(i18n.language);
  useEffect(() => {
    if (dir !== wanted) setDirection(wanted);
  }, [dir, wanted, setDirection]);
  return null;
}
