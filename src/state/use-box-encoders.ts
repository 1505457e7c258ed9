import { useQuery } from '@tanstack/react-query';
import { useStudio } from './studio.ts';

/** Encoders of pictures and texts that are installed here: they can compare a box with its label. `null` = not known yet. */
export function useBoxEncoders(): string[] | null {
  const { models } = useStudio();
  const { data } = useQuery({ queryKey: ['models'], queryFn: () => models.list() });
  if (!data) return null;
  return data
    .filter(({ task, installed }) => installed && task === 'image-text-embedding')
    .map(({ id }) => id);
}
