import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleBinding } from '../../../core/chat.ts';
import type { ChatPort } from '../../../core/ports.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { problemsOf } from './binding-form.ts';
import { type ChatRole, FIRST_BINDING } from './presets.ts';

type Bindings = Awaited<ReturnType<ChatPort['bindings']>>;
export type SavedBinding = NonNullable<Bindings[ChatRole]>;
export type TestResult = Awaited<ReturnType<ChatPort['test']>>;
export type KeyPlace = 'memory' | 'device';

const asBinding = ({ hasKey: _has, keyKept: _kept, ...binding }: SavedBinding): RoleBinding =>
  binding;

/** The form of one role: what is typed, saving it, and asking the endpoint whether it works. */
export function useRoleForm(role: ChatRole, saved: SavedBinding | null) {
  const { chat } = useStudio();
  const client = useQueryClient();
  const before = saved ? asBinding(saved) : FIRST_BINDING;
  const [binding, setBinding] = useState(before);
  const [apiKey, setApiKey] = useState('');
  const [keep, setKeep] = useState<KeyPlace>(saved?.keyKept ?? 'memory');
  const [isTried, setTried] = useState(false);
  const problems = problemsOf(binding);
  const hasProblem = problems.baseUrl || problems.model;
  const refresh = () =>
    client.invalidateQueries({ queryKey: storeKey('settings', null, 'bindings') });

  const save = useMutation({
    mutationFn: async () => {
      const clean = { ...binding, baseUrl: binding.baseUrl.trim(), model: binding.model.trim() };
      await chat.bind(role, clean, apiKey === '' ? undefined : { apiKey, keep });
      setBinding(clean);
      setApiKey('');
      await refresh();
    },
  });
  const forget = useMutation({
    mutationFn: async () => {
      await chat.bind(role, before, { apiKey: '', keep: 'memory' });
      await refresh();
    },
  });
  const test = useMutation({
    mutationFn: async (): Promise<TestResult> => {
      await save.mutateAsync();
      return chat.test(role);
    },
  });
  return {
    binding,
    change: (part: Partial<RoleBinding>) => setBinding((now) => ({ ...now, ...part })),
    apiKey,
    setApiKey,
    keep,
    setKeep,
    /** Shown once saving was tried. */
    problems: isTried ? problems : { baseUrl: false, model: false },
    isChanged:
      saved === null || apiKey !== '' || JSON.stringify(binding) !== JSON.stringify(before),
    save,
    forget,
    test,
    /** Runs `action` when the form is complete, and shows what is missing otherwise. */
    ifComplete: (action: () => void) => {
      setTried(true);
      if (!hasProblem) action();
    },
  };
}

export type RoleForm = ReturnType<typeof useRoleForm>;
