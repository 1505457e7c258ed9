import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BenchmarkList } from '../../../core/benchmark-list.ts';
import { type Studio, StudioProvider } from '../../../state/studio.ts';
import { createMemoryStore } from '../../../testing/memory-store.ts';
import { BenchmarkForm } from './BenchmarkForm.tsx';

let root: Root;
let saved: BenchmarkList[];

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  saved = [];
  const benchmarks = { save: async (list: BenchmarkList) => void saved.push(list) };
  const studio = { store: createMemoryStore(), benchmarks } as unknown as Studio;
  act(() =>
    root.render(
      <StudioProvider value={studio}>
        <BenchmarkForm />
      </StudioProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function field<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`There is no ${selector}.`);
  return found;
}
const list = () => field('textarea', HTMLTextAreaElement);

function type(text: string): void {
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
  set?.call(list(), text);
  list().dispatchEvent(new Event('input', { bubbles: true }));
}

async function load(file: File): Promise<void> {
  const input = field('input[type=file]', HTMLInputElement);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })));
}

test('a loaded file leaves the list that is being typed in the field', async () => {
  act(() => type('typed.mp4'));
  await load(new File(['a.mp4\nb.mp4'], 'MLVU.txt'));
  expect(saved).toEqual([{ name: 'MLVU', videos: ['a.mp4', 'b.mp4'] }]);
  expect(list().value).toBe('typed.mp4');
});

test('a file that cannot be read any more says so', async () => {
  const file = new File(['a.mp4'], 'MLVU.txt');
  file.text = () => Promise.reject(new Error('The file is gone.'));
  await load(file);
  expect(document.body.textContent).toContain('internal/unexpected');
  expect(saved).toEqual([]);
});
