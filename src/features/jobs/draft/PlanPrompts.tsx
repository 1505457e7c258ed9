import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatPart } from '../../../core/chat.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { formatTime } from '../../../ui/format.ts';

/** The words of the next requests as they will be sent, with a mark where each picture goes. */
const SHOWN = 12;

export function PlanPrompts({ plans }: { plans: readonly DraftPlan[] }) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const [isOpen, setIsOpen] = useState(false);
  const requests = plans.flatMap((plan) => plan.requests.map((request) => ({ plan, request })));
  if (requests.length === 0) return null;
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-accent">
        {t('draft.prompts', { count: requests.length })}
      </summary>
      {isOpen
        ? requests.slice(0, SHOWN).map(({ plan, request }, index) => (
            <article
              key={`${plan.videoId} ${request.step} ${request.label} ${request.prompt.id}`}
              className="mt-3"
            >
              <h4 className="flex flex-wrap gap-x-3">
                <span className="label">
                  {t('draft.promptOf', { number: index + 1, total: requests.length })}
                </span>
                <span>{words.step(request.step ?? 'ask') ?? request.step}</span>
                <span className="mono text-ink-2">{request.label}</span>
                <span className="mono text-ink-3">
                  {request.prompt.id} v{request.prompt.version} · {t(`roles.${request.chat.role}`)}
                </span>
              </h4>
              {request.chat.messages.map((message) => (
                <div key={message.role} className="mt-1">
                  <p className="label">{t(`draft.${message.role}`)}</p>
                  <pre className="mono break-words whitespace-pre-wrap rounded-md border border-line bg-surface p-2">
                    {message.parts.map((part) => textOf(part, plan, t)).join('\n')}
                  </pre>
                </div>
              ))}
            </article>
          ))
        : null}
    </details>
  );
}

type Words = ReturnType<typeof useTranslation<'jobs'>>['t'];

function textOf(part: ChatPart, { frames, drawn }: DraftPlan, t: Words): string {
  if (part.type === 'text') return part.text;
  const grid = drawn.find(({ imageSha256 }) => imageSha256 === part.imageSha256);
  if (grid) return `[${t('draft.drawn', { width: grid.widthPx, height: grid.heightPx })}]`;
  const frame = frames.find(({ imageSha256 }) => imageSha256 === part.imageSha256);
  return t('draft.picture', { time: frame ? formatTime(frame.ptsSec, 3) : part.imageSha256 });
}
