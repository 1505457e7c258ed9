import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../../core/flow.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatCount, formatUsd } from '../../../ui/format.ts';
import { useReview, useSession } from '../review-context.ts';

/** Who wrote the draft, with what, at what cost, and what people did to it. */
export function ProvenanceLine() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const provenance = useSession((state) => state.card?.view.provenance ?? null);
  const facts = useFacts();
  if (!provenance) return null;
  return (
    <section
      aria-label={t('provenance.label')}
      className="mono flex min-h-10 items-center gap-3 border-t border-line px-4 py-1 text-ink-3"
    >
      <p className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        {facts(provenance).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <Button
        size="sm"
        variant="ghost"
        className="-me-2"
        icon={<History size={13} aria-hidden="true" />}
        onClick={() => session.setState({ dialog: 'history' })}
      >
        {t('provenance.history')}
      </Button>
    </section>
  );
}

function useFacts(): (provenance: Provenance) => string[] {
  const { t, i18n } = useTranslation('review');
  return (p) => {
    if (p.origin === 'import') return [t('provenance.imported', { from: p.imported })];
    if (p.origin === 'hand') return [t('provenance.hand', { author: p.author })];
    const tokens = formatCount(p.tokensIn + p.tokensOut, i18n.language);
    return [
      p.model,
      t('provenance.recipe', { recipe: p.recipe, version: p.recipeVersion }),
      t('provenance.prompt', { id: p.promptId, version: p.promptVersion }),
      `${t('provenance.frames', { count: p.framesSent.length })} · ${t('provenance.tokens', { tokens })}`,
      p.usd === null ? t('provenance.costUnknown') : formatUsd(p.usd, i18n.language),
    ];
  };
}
