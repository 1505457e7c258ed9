import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notify, Toasts } from './toasts.tsx';

let root: Root;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test('the very first toast is shown, although its place is only loaded for it', async () => {
  act(() => root.render(<Toasts label="Messages" />));
  expect(document.body.textContent).toBe('');
  act(() => notify('Saved to disk', { description: 'clip.zip' }));
  await vi.waitFor(() => expect(document.body.textContent).toContain('Saved to disk'));
  act(() => notify('And another'));
  await vi.waitFor(() => expect(document.body.textContent).toContain('And another'));
});
