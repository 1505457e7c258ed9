import { lazy, Suspense, useEffect, useState } from 'react';

/** Toasts are never part of the first picture, so their code is loaded with the first one. */
const loadSonner = () => import('sonner');
const Toaster = lazy(() => loadSonner().then((sonner) => ({ default: sonner.Toaster })));

/** Where toasts wait until the place where they appear is there: it misses what is said before. */
const stage: { isOpen: boolean; waiting: (() => void)[]; open: (() => void) | null } = {
  isOpen: false,
  waiting: [],
  open: null,
};

function onStage(show: () => void): void {
  if (stage.isOpen) {
    show();
    return;
  }
  stage.waiting.push(show);
  stage.open?.();
}

/** Where toasts appear; once, near the root. */
export function Toasts({ label }: { label: string }) {
  const [isWanted, setWanted] = useState(stage.waiting.length > 0);
  useEffect(() => {
    stage.open = () => setWanted(true);
    return () => {
      stage.open = null;
    };
  }, []);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Toaster
        position="bottom-right"
        containerAriaLabel={label}
        duration={5000}
        offset={68}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast: 'pop font-sans flex w-[356px] items-center gap-3 px-3 py-2.5 text-base',
            title: 'font-medium',
            description: 'text-sm text-ink-2',
            icon: 'text-accent',
            actionButton:
              'ms-auto shrink-0 rounded-md border border-line-strong px-2 h-7 text-sm font-medium hover:bg-hover',
          },
        }}
      />
      <StageOpener />
    </Suspense>
  );
}

/** Mounted in one go with the toaster, its effect after the toaster's. */
function StageOpener() {
  useEffect(() => {
    stage.isOpen = true;
    for (const show of stage.waiting.splice(0)) show();
    return () => {
      stage.isOpen = false;
    };
  }, []);
  return null;
}

export interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

/** Something went well, or is worth knowing; gone after five seconds. */
export function notify(title: string, options: ToastOptions = {}): void {
  onStage(() => void loadSonner().then(({ toast }) => toast(title, options)));
}

/** Something went wrong beside the main work; stays for ten seconds. Give what to do next as the description. */
export function notifyError(title: string, options: ToastOptions = {}): void {
  onStage(
    () =>
      void loadSonner().then(({ toast }) => toast.error(title, { duration: 10_000, ...options })),
  );
}
