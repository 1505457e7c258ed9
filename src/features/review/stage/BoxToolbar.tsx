import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boxesOn, changeBox } from '../../../core/edit-evidence.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { shownBody } from '../model/session-reducers.ts';
import { useChange, useReview, useSession } from '../review-context.ts';
import { BOX_LABEL_ID, focusSelectedBox } from './box-focus.ts';

/** Names or deletes the selected box; for a new box the label is asked for at once. */
export function BoxToolbar() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const change = useChange();
  const input = useRef<HTMLInputElement>(null);
  const target = useSession((state) => state.selectedBox);
  const box = useSession((state) => {
    const body = shownBody(state);
    if (!body || !state.selectedBox) return null;
    const { step, imageSha256, box: index } = state.selectedBox;
    const evidence = step < 0 ? body.evidence : (body.steps[step]?.evidence ?? []);
    return boxesOn(evidence, imageSha256)[index] ?? null;
  });
  const isNew = box?.label === '';
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, [isNew]);
  if (!target || !box) return null;

  const done = () => session.setState({ selectedBox: null });
  return (
    <form
      className="absolute inset-x-3 top-3 z-20 mx-auto flex w-fit items-center gap-2 rounded-lg border border-line-strong bg-raised p-1.5 shadow-pop"
      onSubmit={(event) => {
        event.preventDefault();
        focusSelectedBox();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          done();
        }
      }}
    >
      <input
        ref={input}
        id={BOX_LABEL_ID}
        className="control h-7 w-52"
        aria-label={t('box.label')}
        placeholder={t('box.labelPlaceholder')}
        value={box.label}
        onChange={(event) => {
          const label = event.currentTarget.value;
          change((body) => changeBox(body, target, { label, xyxy: box.xyxy }));
        }}
      />
      <Button size="sm" onClick={done}>
        {t('box.done')}
      </Button>
      <IconButton
        size="sm"
        tone="danger"
        label={t('box.remove')}
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={() => {
          change((body) => changeBox(body, target, null));
          done();
        }}
      />
    </form>
  );
}
