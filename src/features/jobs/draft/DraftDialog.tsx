import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import type { DraftingService } from '../../../pipeline/drafting.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { LeftOut } from './LeftOut.tsx';
import { PlanPictures } from './PlanPictures.tsx';
import { PlanPrompts } from './PlanPrompts.tsx';
import { PlanSummary } from './PlanSummary.tsx';
import { RecipeFields } from './RecipeFields.tsx';
import { fieldsOf, initialValues } from './recipe-form.ts';
import { usePlans } from './use-plans.ts';

interface DraftDialogProps {
  projectId: ProjectId;
  videoIds: readonly VideoId[];
  names: ReadonlyMap<VideoId, string>;
  onClose: () => void;
}

/** Nothing leaves unseen: the exact pictures, the endpoint, the tokens and the cost, before the first call. */
export function DraftDialog(props: DraftDialogProps) {
  const { drafting } = useStudio();
  const { data: recipes } = useQuery({ queryKey: ['recipes'], queryFn: () => drafting.recipes() });
  return recipes ? <DraftForm recipes={recipes} {...props} /> : null;
}

type Recipes = Awaited<ReturnType<DraftingService['recipes']>>;

function DraftForm({
  recipes,
  projectId,
  videoIds,
  names,
  onClose,
}: DraftDialogProps & { recipes: Recipes }) {
  const { t } = useTranslation('jobs');
  const [recipeId, setRecipeId] = useState(recipes[0]?.id ?? '');
  const fields = fieldsOf(recipes.find(({ id }) => id === recipeId)?.params);
  const [changed, setChanged] = useState<Record<string, unknown>>({});
  const params = { ...initialValues(fields), ...changed };
  const outcomes = usePlans(projectId, videoIds, { recipeId, params });
  const plans = (outcomes ?? []).flatMap((outcome) => ('plan' in outcome ? [outcome.plan] : []));
  const { send, isBusy } = useSend(projectId, { recipeId, params }, onClose);
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={(open) => !open && onClose()}
      title={t('draft.title')}
      description={t('draft.intro')}
      footer={
        <Button
          variant="primary"
          icon={<Send size={14} aria-hidden="true" />}
          disabled={plans.length === 0}
          busy={isBusy}
          onClick={() => void send(plans)}
        >
          {t('draft.send')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <RecipeFields
          {...{ recipes, recipeId, fields, params }}
          onRecipe={(id) => {
            setRecipeId(id);
            setChanged({});
          }}
          onChange={(name, value) => setChanged({ ...changed, [name]: value })}
        />
        {outcomes ? (
          <>
            <LeftOut {...{ outcomes, names, onClose }} />
            {plans.length > 0 ? (
              <>
                <PlanSummary plans={plans} />
                <PlanPictures {...{ projectId, plans, names }} />
                <PlanPrompts plans={plans} />
              </>
            ) : null}
          </>
        ) : (
          <p className="flex items-center gap-2 py-8 text-ink-2">
            <Spinner /> {t('draft.planning')}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function useSend(
  projectId: ProjectId,
  call: { recipeId: string; params: Record<string, unknown> },
  onClose: () => void,
) {
  const { t } = useTranslation('jobs');
  const { drafting } = useStudio();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const send = async (plans: readonly DraftPlan[]) => {
    setIsBusy(true);
    try {
      for (const { videoId } of plans) await drafting.start(projectId, videoId, call);
      notify(t('draft.started', { count: plans.length }));
      onClose();
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
      setIsBusy(false);
    }
  };
  return { send, isBusy };
}
