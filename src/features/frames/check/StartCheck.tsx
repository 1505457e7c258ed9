import { useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import { trackSave } from '../../../state/saved.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { notifyError } from '../../../ui/toasts.tsx';
import { useInspectedBy } from '../model/use-inspections.ts';
import { useMethodName } from '../model/use-method-name.ts';

/** The button, and the form that draws a spot-check. */
export function StartCheck({ projectId, method }: { projectId: ProjectId; method: string }) {
  const { t } = useTranslation('frames');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<ClipboardCheck size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('check.start')}
      </Button>
      {isOpen ? (
        <CheckForm projectId={projectId} method={method} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function CheckForm({
  projectId,
  method,
  onClose,
}: {
  projectId: ProjectId;
  method: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('frames');
  const [size, setSize] = useState<number | null>(30);
  const [budget, setBudget] = useState<number | null>(8);
  const [seed, setSeed] = useState('1');
  const [methods, setMethods] = useState<readonly string[]>([...new Set([method, 'uniform'])]);
  const { begin, isBusy } = useBegin(projectId);
  const isReady = size !== null && budget !== null && methods.length > 0 && seed.trim() !== '';
  const start = () => {
    if (isReady) void begin({ seed: seed.trim(), size, budget, methods });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('check.title')}
      description={t('check.intro')}
      footer={
        <>
          <Button onClick={onClose}>{t('check.cancel')}</Button>
          <Button variant="primary" busy={isBusy} disabled={!isReady} onClick={start}>
            {t('check.begin')}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-3 gap-3">
        <NumberField
          label={t('check.size')}
          value={size}
          onValueChange={setSize}
          min={1}
          max={9999}
        />
        <NumberField
          label={t('check.budget')}
          value={budget}
          onValueChange={setBudget}
          min={1}
          max={64}
        />
        <TextField label={t('check.seed')} value={seed} onValueChange={setSeed} mono />
      </div>
      <MethodChoice methods={methods} onChange={setMethods} />
    </Dialog>
  );
}

/** Methods that need nothing beside frames: the others would be judged on other terms. */
function MethodChoice({
  methods,
  onChange,
}: {
  methods: readonly string[];
  onChange: (methods: readonly string[]) => void;
}) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const nameOf = useMethodName();
  const offered = selecting
    .methods()
    .filter(({ needs, params }) => needs === null && params.some(({ name }) => name === 'budget'));
  return (
    <fieldset className="mt-3 flex flex-wrap gap-x-4 gap-y-2">
      <legend className="label mb-1">{t('check.methods')}</legend>
      {offered.map(({ id }) => (
        <Checkbox
          key={id}
          label={nameOf(id)}
          checked={methods.includes(id)}
          onCheckedChange={(isOn) =>
            onChange(isOn ? [...methods, id] : methods.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  );
}

function useBegin(projectId: ProjectId) {
  const { inspections } = useStudio();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const by = useInspectedBy();
  const [isBusy, setBusy] = useState(false);
  const begin = async (plan: Parameters<typeof inspections.begin>[1]['plan']) => {
    setBusy(true);
    try {
      const given = { plan, by: by('mouse') };
      const session = await trackSave(inspections.begin(projectId, given));
      const [first] = session.items;
      if (first)
        await navigate({
          to: '/p/$projectId/frames/$videoId',
          params: { projectId, videoId: first.videoId },
          search: { check: session.id },
        });
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    }
    setBusy(false);
  };
  return { begin, isBusy };
}
