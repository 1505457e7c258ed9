import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { APP_VERSION } from '../../core/version.ts';
import { missingHeaders } from '../../state/hosting.ts';
import { useStudio } from '../../state/studio.ts';
import { useStoreStatus } from '../../state/use-projects.ts';
import type { Benchmark, Findings } from './report.ts';

export interface FindingsState {
  found: Findings;
  /** Something is still being found out. */
  isPending: boolean;
  errors: readonly unknown[];
  measure(modelId: string): void;
  /** The model that is being measured. */
  measuring: string | null;
  /** Sends a sample of every codec through every decoder. */
  tryDecoders(): void;
  isTryingDecoders: boolean;
}

const deviceMemoryGb = (): number | null =>
  'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number'
    ? navigator.deviceMemory
    : null;

/** Asks the machine, the host and the ports. Each answer stands alone: what fails is shown beside what works. */
export function useFindings(): FindingsState {
  const { models, media, store } = useStudio();
  const status = useStoreStatus();
  const [benchmarks, setBenchmarks] = useState<Record<string, Benchmark>>({});
  const gpu = useQuery({ queryKey: ['diagnostics', 'gpu'], queryFn: () => models.gpu() });
  const codecs = useQuery({
    queryKey: ['diagnostics', 'codecs'],
    queryFn: () => media.capabilities(),
  });
  const list = useQuery({ queryKey: ['models'], queryFn: () => models.list() });
  const usage = useQuery({
    queryKey: ['storage-usage'],
    queryFn: () => store.usage(),
    staleTime: 0,
  });
  const headers = useQuery({
    queryKey: ['diagnostics', 'headers'],
    queryFn: () => missingHeaders(),
  });
  const benchmark = useMutation({
    mutationFn: (modelId: string) => models.benchmark(modelId),
    onSuccess: (result, modelId) => setBenchmarks((now) => ({ ...now, [modelId]: result })),
  });
  const decoders = useQuery({
    queryKey: ['diagnostics', 'decoders'],
    queryFn: () => media.codecMatrix(),
    // It loads FFmpeg and takes some seconds: only when asked, and once.
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const queries = [gpu, codecs, list, usage, headers];
  return {
    found: {
      version: APP_VERSION,
      userAgent: navigator.userAgent,
      languages: navigator.languages,
      threads: navigator.hardwareConcurrency,
      memoryGb: deviceMemoryGb(),
      isIsolated: globalThis.crossOriginIsolated,
      missingHeaders: headers.data ?? null,
      gpu: gpu.data ?? null,
      codecs: codecs.data ?? null,
      decoders: decoders.data ?? null,
      storage: usage.data ? { ...usage.data, mode: status.mode } : null,
      models: list.data ?? [],
      benchmarks,
    },
    isPending: queries.some((query) => query.isPending),
    errors: [...queries, decoders, benchmark].flatMap((query) =>
      query.error ? [query.error] : [],
    ),
    measure: benchmark.mutate,
    tryDecoders: () => void decoders.refetch(),
    isTryingDecoders: decoders.isFetching,
    measuring: benchmark.isPending ? (benchmark.variables ?? null) : null,
  };
}
