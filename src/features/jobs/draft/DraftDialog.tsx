import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import type { DraftingService } from '../../../pipeline/drafting.ts';
import type { RecipeCall } from '../../../pipeline/recipe-input.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { BatchFiles } from './BatchFiles.tsx';
import { BudgetField } from './BudgetField.tsx';
import { LeftOut } from './LeftOut.tsx';
import { PlanningProgress } from './PlanningProgress.tsx';
import { PlanPictures } from './PlanPictures.tsx';
import { PlanPrompts } from './PlanPrompts.tsx';
import { PlanSummary } from './PlanSummary.tsx';
import { isLocal } from './plan-totals.ts';
import { RecipeFields } from './RecipeFields.tsx';
import { fieldsOf, initialValues } from './recipe-form.ts';
import { usePlans } from './use-plans.ts';

interface DraftDialogProps {
  projectId: ProjectId;
  videoIds: readonly VideoId[];
  names: ReadonlyMap<VideoId, string>;
  onClose: () => void;
  /** What the form begins with; otherwise the first recipe as it is. */
  begin?: { recipeId: string; params: Record<string, unknown> };
}

/** Nothing leaves unseen: the exact pictures, who gets them, the tokens and the cost, before the first call. */
export function DraftDialog(props: DraftDialogProps) {
  const { drafting } = useStudio();
  const { data: recipes } = useQuery({ queryKey: ['recipes'], queryFn: () => drafting.recipes() });
  return recipes ? <DraftForm recipes={recipes} {...props} /> : null;
}

type Recipes = Awaited<ReturnType<DraftingService['recipes']>>;

function DraftForm({ recipes, ...props }: DraftDialogProps & { recipes: Recipes }) {
  const { projectId, videoIds, names, onClose } = props;
  const { t } = useTranslation('jobs');
  const form = useForm(recipes, props.begin);
  const { call } = form;
  const planning = usePlans(projectId, videoIds, call);
  const outcomes = planning.outcomes ?? [];
  const plans = outcomes.flatMap((outcome) => ('plan' in outcome ? [outcome.plan] : []));
  const [budgetUsd, setBudgetUsd] = useState<number | null>(null);
  const { send, isBusy } = useSend(projectId, { ...call, budgetUsd }, onClose);
  const planned = plans.map(({ videoId }) => videoId);
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={(open) => !open && onClose()}
      title={t('draft.title')}
      description={t(isLocal(plans) ? 'draft.onDevice' : 'draft.intro')}
      footer={
        <>
          {isLocal(plans) ? null : (
            <>
              <BatchFiles {...{ projectId, call }} videoIds={planned} onRead={planning.again} />
              <BudgetField {...{ plans }} value={budgetUsd} onChange={setBudgetUsd} />
            </>
          )}
          <Button
            variant="primary"
            icon={<Send size={14} aria-hidden="true" />}
            disabled={plans.length === 0}
            busy={isBusy}
            onClick={() => void send(plans)}
          >
            {t(isLocal(plans) ? 'draft.run' : 'draft.send')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RecipeFields {...{ recipes, ...form }} />
        {planning.outcomes ? null : (
          <PlanningProgress {...{ planning, names }} videos={videoIds.length} />
        )}
        <LeftOut {...{ outcomes, names, onClose }} needs={form.needs} />
        {plans.length > 0 ? (
          <>
            {isLocal(plans) ? null : <PlanSummary plans={plans} />}
            <PlanPictures {...{ projectId, plans, names }} />
            <PlanPrompts plans={plans} />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

/** The recipe, its parameters, and what they come to as a call. */
function useForm(recipes: Recipes, begin: DraftDialogProps['begin']) {
  const [recipeId, setRecipeId] = useState(begin?.recipeId ?? recipes[0]?.id ?? '');
  const [changed, setChanged] = useState<Record<string, unknown>>(begin?.params ?? {});
  const recipe = recipes.find(({ id }) => id === recipeId);
  const fields = fieldsOf(recipe?.params);
  const params = { ...initialValues(fields), ...changed };
  return {
    recipeId,
    fields,
    params,
    call: { recipeId, params },
    needs: recipe?.needs ?? 'core-frames',
    onRecipe: (id: string) => {
      setRecipeId(id);
      setChanged({});
    },
    onChange: (name: string, value: unknown) => setChanged({ ...changed, [name]: value }),
  };
}

function useSend(
  projectId: ProjectId,
  { budgetUsd, ...call }: Omit<RecipeCall, 'budgetUsd'> & { budgetUsd: number | null },
  onClose: () => void,
) {
  const { t } = useTranslation('jobs');
  const { drafting } = useStudio();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const send = async (plans: readonly DraftPlan[]) => {
    setIsBusy(true);
    const budget = budgetUsd === null ? {} : { budgetUsd };
    try {
      const videoIds = plans.map(({ videoId }) => videoId);
      const jobs = await drafting.start(projectId, videoIds, { ...call, ...budget });
      notify(t('draft.started', { count: jobs.length }));
      onClose();
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
      setIsBusy(false);
    }
  };
  return { send, isBusy };
}
