import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a newcomer sees: the whole path in three steps, and the buttons that begin it. */
export function FirstRun({ actions }: { actions: ReactNode }) {
  const { t } = useTranslation('home');
  const steps = [t('first.step1'), t('first.step2'), t('first.step3')];
  return (
    <section aria-labelledby="first-run" className="rounded-lg border border-line bg-surface p-8">
      <h2 id="first-run" className="text-lg font-semibold">
        {t('first.title')}
      </h2>
      <ol className="mt-5 grid gap-4 md:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="rounded-lg border border-line bg-raised p-4">
            <span
              aria-hidden="true"
              className="grid size-6 place-items-center rounded-full bg-accent text-sm font-semibold text-accent-ink"
            >
              {index + 1}
            </span>
            <p className="mt-3 text-pretty text-md">{step}</p>
          </li>
        ))}
      </ol>
      <div className="mt-6 flex flex-wrap items-center gap-2">{actions}</div>
      <p className="mt-3 text-ink-2">{t('first.sampleHint')}</p>
    </section>
  );
}
