import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/queries.js';
import { directionOf } from './i18n/languages.js';
import { router } from './routes.js';
import { cssVariables, theme } from './theme/theme.js';

export function App() {
  const { i18n } = useTranslation();
  return (
    // It reads its direction once, so another language gets another provider.
    <DirectionProvider key={i18n.language} detectDirection={false} initialDirection={directionOf(i18n.language)}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
