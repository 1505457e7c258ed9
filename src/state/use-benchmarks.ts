import { useQuery } from '@tanstack/react-query';
import { type BenchmarkList, type Leak, leakFinder } from '../core/benchmark-list.ts';
import type { VideoFile } from '../core/flow.ts';
import { storeKey } from './queries.ts';
import { useStudio } from './studio.ts';

interface Benchmarks {
  lists: BenchmarkList[];
  leakOf: (video: VideoFile) => Leak | null;
}

/** The lists of public benchmarks, and whether a video is in one; `null` while they are read. */
export function useBenchmarks(): Benchmarks | null {
  const { benchmarks } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('settings', null, 'benchmarks'),
    queryFn: async () => {
      const lists = await benchmarks.lists();
      return { lists, leakOf: leakFinder(lists) };
    },
  });
  return data ?? null;
}
