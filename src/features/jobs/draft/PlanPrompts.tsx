import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatPart } from '../../../core/chat.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { formatTime } from '../../../ui/format.ts';

/** The words of the first requests as they will be sent, with a mark where each picture goes. */
const SHOWN = 12;

export function PlanPrompts({ plans }: { plans: readonly DraftPlan[] }) {
  const { t } = useTranslation('jobs');
  const [isOpen, setIsOpen] = useState(false);
  const requests = plans.flatMap(({ videoId, requests, frames }) =>
    requests.map((request) => ({ videoId, request, frames })),
  );
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-accent">{t('draft.prompt')}</summary>
      {isOpen
        ? requests.slice(0, SHOWN).map(({ videoId, request, frames }, index) => (
            <article key={`${videoId} ${request.label}`} className="mt-3">
              <h4 className="label">
                {t('draft.promptOf', { number: index + 1, total: requests.length })}{' '}
                <span className="mono">
                  {request.prompt.id} v{request.prompt.version}
                </span>
              </h4>
              {request.chat.messages.map((message) => (
                <div key={message.role} className="mt-1">
                  <p className="label">{t(`draft.${message.role}`)}</p>
                  <pre className="mono break-words whitespace-pre-wrap rounded-md border border-line bg-surface p-2">
                    {message.parts.map((part) => textOf(part, frames, t)).join('\n')}
                  </pre>
                </div>
              ))}
            </article>
          ))
        : null}
    </details>
  );
}

function textOf(
  part: ChatPart,
  frames: DraftPlan['frames'],
  t: (key: 'draft.picture', values: { time: string }) => string,
): string {
  if (part.type === 'text') return part.text;
  const frame = frames.find(({ imageSha256 }) => imageSha256 === part.imageSha256);
  return t('draft.picture', { time: frame ? formatTime(frame.ptsSec, 3) : part.imageSha256 });
}
