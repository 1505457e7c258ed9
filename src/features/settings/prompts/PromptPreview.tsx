import { useMutation } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PromptTemplate } from '../../../core/chat.ts';
import type { ProjectId } from '../../../core/flow.ts';
import type { AskJson } from '../../../recipes/recipe.ts';
import { type Studio, useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import type { PromptRecipe } from './versions.ts';

/** Above every saved version, so that the shown text is what the plan fills. */
const UNSAVED_VERSION = Number.MAX_SAFE_INTEGER;

/** What the text comes to on a real item: a request that a run of this project would send. Nothing is sent. */
export function PromptPreview({
  projectId,
  prompt,
  recipe,
}: {
  projectId: ProjectId;
  /** With the text as it stands in the editor. */
  prompt: PromptTemplate;
  recipe: PromptRecipe;
}) {
  const { t } = useTranslation('settings');
  const studio = useStudio();
  const errorText = useErrorText();
  const preview = useMutation({
    mutationFn: () => previewOf(studio, projectId, { prompt, recipe }),
  });
  const { data, error, isPending } = preview;
  const isOld = data !== undefined && data.text !== prompt.text;
  return (
    <section aria-label={t('prompts.preview')} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="sm"
          icon={<Eye size={14} aria-hidden="true" />}
          busy={isPending}
          onClick={() => preview.mutate()}
        >
          {t('prompts.preview')}
        </Button>
        <p className="text-sm text-ink-3">{t('prompts.previewHint')}</p>
      </div>
      {error ? <ErrorNotice {...errorText(error)} /> : null}
      {data ? <Filled {...data} isOld={isOld} /> : null}
    </section>
  );
}

function Filled({ request, videoName, isOld }: Preview & { isOld: boolean }) {
  const { t } = useTranslation('settings');
  if (videoName === null) return <p className="text-ink-2">{t('prompts.previewNoVideo')}</p>;
  if (!request)
    return <p className="text-ink-2">{t('prompts.previewLater', { video: videoName })}</p>;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-sm text-ink-2">
        {t('prompts.previewOf', { request: request.label, video: videoName })}{' '}
        {isOld ? <span className="text-warn">{t('prompts.previewOld')}</span> : null}
      </figcaption>
      <pre className="mono max-h-80 overflow-y-auto break-words whitespace-pre-wrap rounded-md border border-line bg-surface p-2.5">
        {wordsOf(request)}
      </pre>
    </figure>
  );
}

interface Preview {
  /** The text that was filled. */
  text: string;
  /** `null` = the project has no video that the recipe could begin with. */
  videoName: string | null;
  /** `null` = such a request depends on answers that nobody gave yet. */
  request: AskJson | null;
}

async function previewOf(
  { store, drafting }: Studio,
  projectId: ProjectId,
  { prompt, recipe }: { prompt: PromptTemplate; recipe: PromptRecipe },
): Promise<Preview> {
  const { text } = prompt;
  const videos = await store.videos.list(projectId);
  // Where drafts of the recipe are, the answers are that later steps rest on.
  const [made] = await store.drafts.page(
    projectId,
    { recipe: recipe.id },
    { limit: 1, afterSeq: 0 },
  );
  let video = videos.find(({ id }) => id === made?.videoId);
  for (const one of video ? [] : videos) {
    const isReady =
      recipe.needs === 'video' || (await store.selections.get(projectId, one.id)) !== null;
    if (isReady) video ??= one;
  }
  if (!video) return { text, videoName: null, request: null };
  const params = made?.provenance.origin === 'model' ? (made.provenance.params ?? {}) : {};
  const unsaved = { ...prompt, version: UNSAVED_VERSION };
  const call = { recipeId: recipe.id, params, prompt: unsaved };
  const { requests } = await drafting.plan(projectId, video.id, call);
  const request = requests.find((one) => one.prompt.id === prompt.id) ?? null;
  return { text, videoName: video.name, request };
}

const wordsOf = ({ chat }: AskJson): string =>
  chat.messages
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : ['▢'])))
    .join('\n');
