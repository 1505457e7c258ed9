import { useTranslation } from 'react-i18next';
import type { PromptTemplate } from '../../../core/chat.ts';
import { type DiffPart, wordDiff } from './versions.ts';

/** What changed between two texts, word by word; colour and line together, so that neither carries it alone. */
export function PromptDiff({ from, to }: { from: PromptTemplate; to: PromptTemplate }) {
  const { t } = useTranslation('settings');
  const parts = wordDiff(from.text, to.text);
  if (parts.every(({ kind }) => kind === 'same'))
    return <p className="text-ink-2">{t('prompts.same')}</p>;
  return (
    <section
      aria-label={t('prompts.diffLabel', { from: from.version, to: to.version })}
      className="mono whitespace-pre-wrap break-words rounded-md border border-line bg-surface p-3 leading-5"
    >
      {parts.map((part) => (
        <Part key={`${part.kind}${part.at}`} part={part} />
      ))}
    </section>
  );
}

function Part({ part }: { part: DiffPart }) {
  if (part.kind === 'added')
    return <ins className="bg-ok-soft text-ok decoration-1">{part.text}</ins>;
  if (part.kind === 'removed') return <del className="bg-bad-soft text-bad">{part.text}</del>;
  return <span>{part.text}</span>;
}
