import { Toaster, toast } from 'sonner';

/** Where toasts appear; once, near the root. */
export function Toasts({ label }: { label: string }) {
  return (
    <Toaster
      position="bottom-right"
      containerAriaLabel={label}
      duration={5000}
      offset={68}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'pop flex w-[356px] items-center gap-3 px-3 py-2.5 text-base',
          title: 'font-medium',
          description: 'text-sm text-ink-2',
          icon: 'text-accent',
          actionButton:
            'ms-auto shrink-0 rounded-md border border-line-strong px-2 h-7 text-sm font-medium hover:bg-hover',
        },
      }}
    />
  );
}

export interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

/** Something went well, or is worth knowing; gone after five seconds. */
export function notify(title: string, options: ToastOptions = {}): void {
  toast(title, options);
}

/** Something went wrong beside the main work; stays for ten seconds. Give what to do next as the description. */
export function notifyError(title: string, options: ToastOptions = {}): void {
  toast.error(title, { duration: 10_000, ...options });
}
