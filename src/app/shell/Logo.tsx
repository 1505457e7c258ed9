/** The mark: a small cup. Decoration; what it stands in says its name. */
export function Logo({ sizePx = 22 }: { sizePx?: number }) {
  return (
    <svg aria-hidden="true" width={sizePx} height={sizePx} viewBox="4 3 24 26" fill="none">
      <path
        d="M12.2 5.2c-1.3 1.5 1.3 2.6 0 4.3M17 5.2c-1.3 1.5 1.3 2.6 0 4.3"
        stroke="var(--ink-3)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d="M6.5 12.5h16v5.2a7 7 0 0 1-7 7h-2a7 7 0 0 1-7-7z" fill="var(--ink)" />
      <path d="M8.3 14.2h12.4v1.9H8.3z" fill="var(--accent)" />
      <path d="M22.5 14.4h1.7a2.9 2.9 0 0 1 0 5.8h-2.2" stroke="var(--ink)" strokeWidth="1.9" />
      <path d="M5.5 27h18" stroke="var(--accent)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}
