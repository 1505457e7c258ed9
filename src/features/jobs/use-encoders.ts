import { useQuery } from '@tanstack/react-query';
import { BUNDLED_MODEL_ID } from '../../pipeline/defaults.ts';
import { useStudio } from '../../state/studio.ts';

/** Encoders of pictures that are ready to run; the bundled one always is. */
export function useEncoders(): string[] {
  const { models } = useStudio();
  const { data } = useQuery({ queryKey: ['models'], queryFn: () => models.list() });
  const ready = (data ?? []).filter(
    ({ task, installed }) => installed && task.startsWith('image') && task.endsWith('embedding'),
  );
  return [...new Set([BUNDLED_MODEL_ID, ...ready.map(({ id }) => id)])];
}
