import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { useStoreInvalidation } from '../state/queries.ts';
import { type Studio, StudioProvider } from '../state/studio.ts';
import { Spinner } from '../ui/Spinner.tsx';
import { TooltipRoot } from '../ui/Tooltip.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { router } from './router.tsx';
import { useAppearance } from './theme.ts';

/** Reads go to this device's own storage: nothing is refetched on focus, failures are shown at once. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      refetchOnWindowFocus: false,
      staleTime: 30_000,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function App({ studio }: { studio: Promise<Studio> }) {
  const { t } = useTranslation('shell');
  useAppearance();
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipRoot>
        <ErrorBoundary>
          <Suspense fallback={<Starting />}>
            <Opened studio={studio} />
          </Suspense>
        </ErrorBoundary>
        <Toasts label={t('toasts')} />
      </TooltipRoot>
    </QueryClientProvider>
  );
}

function Opened({ studio }: { studio: Promise<Studio> }) {
  return (
    <StudioProvider value={use(studio)}>
      <Invalidation />
      <RouterProvider router={router} />
    </StudioProvider>
  );
}

function Invalidation() {
  useStoreInvalidation();
  return null;
}

function Starting() {
  const { t } = useTranslation('shell');
  return (
    <main className="grid h-full place-items-center">
      <Spinner label={t('starting')} sizePx={18} />
    </main>
  );
}
