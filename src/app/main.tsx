import '../ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage, usePreferences } from '../state/preferences.ts';
import { App } from './App.tsx';
import { installAutomation } from './automation/install.ts';
import { startI18n } from './i18n.ts';
import { applyTheme } from './theme.ts';

/** Storage and workers start while texts load; nothing waits for the first paint. */
const studio = import('./compose.ts').then(({ compose }) => compose());
// Reported by the error boundary when it is read; this only keeps the console quiet until then.
studio.catch(() => undefined);
installAutomation(studio);

async function start(): Promise<void> {
  applyTheme(usePreferences.getState().theme);
  await startI18n(resolveLanguage(usePreferences.getState().language, navigator.languages));
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <App studio={studio} />
    </StrictMode>,
  );
}

void start();
