import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usePreferences } from './preferences.ts';
import {
  availableActions,
  type HotkeyHandlers,
  type HotkeyOptions,
  useHotkeys,
  useKeyHint,
} from './use-hotkeys.ts';

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  usePreferences.getState().resetKeys();
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function Layer({
  handlers,
  options,
  children,
}: {
  handlers: HotkeyHandlers;
  options?: HotkeyOptions;
  children?: ReactNode;
}) {
  useHotkeys(handlers, options);
  return children;
}

const render = (node: ReactNode) => act(() => root.render(node));

function press(
  key: string,
  init: KeyboardEventInit = {},
  target: Element = document.body,
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

const find = (selector: string): Element => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
};

test('runs the action of a key and takes the key from the page', () => {
  const accept = vi.fn();
  render(<Layer handlers={{ accept }} />);
  expect(press('a').defaultPrevented).toBe(true);
  expect(press('q').defaultPrevented).toBe(false);
  expect(accept).toHaveBeenCalledTimes(1);
});

test('single letters and undo rest while the person types; combinations that are meant for it work', () => {
  const handlers = { accept: vi.fn(), undo: vi.fn(), 'save-edit': vi.fn() };
  render(
    <Layer handlers={handlers}>
      <textarea />
    </Layer>,
  );
  const field = find('textarea');
  press('a', {}, field);
  press('z', { ctrlKey: true }, field);
  press('Enter', { ctrlKey: true }, field);
  expect(handlers.accept).not.toHaveBeenCalled();
  expect(handlers.undo).not.toHaveBeenCalled();
  expect(handlers['save-edit']).toHaveBeenCalledTimes(1);
});

test('an open dialog stops the screen’s keys, and has its own', () => {
  const screen = vi.fn();
  const dialog = vi.fn();
  render(
    <>
      <Layer handlers={{ accept: screen, reject: screen }} />
      <Layer handlers={{ reject: dialog }} options={{ inOverlay: true }} />
      <div role="dialog" data-state="open" />
    </>,
  );
  press('a');
  press('x');
  expect(screen).not.toHaveBeenCalled();
  expect(dialog).toHaveBeenCalledTimes(1);
});

test('the latest layer wins, and gives the key back when it goes or is switched off', () => {
  const first = vi.fn();
  const second = vi.fn();
  const both = (isOn: boolean) => (
    <>
      <Layer handlers={{ accept: first }} />
      <Layer handlers={{ accept: second }} options={{ enabled: isOn }} />
    </>
  );
  render(both(true));
  press('a');
  render(both(false));
  press('a');
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

test('Space on a button presses the button', () => {
  const play = vi.fn();
  render(
    <Layer handlers={{ 'play-pause': play }}>
      <button type="button">x</button>
    </Layer>,
  );
  press(' ', {}, find('button'));
  expect(play).not.toHaveBeenCalled();
  press(' ');
  expect(play).toHaveBeenCalledTimes(1);
});

test('a held key decides once, but steps frames again and again', () => {
  const accept = vi.fn();
  const step = vi.fn();
  render(<Layer handlers={{ accept, 'frame-forward': step }} />);
  for (const repeat of [false, true, true]) {
    press('a', { repeat });
    press('.', { repeat });
  }
  expect([accept.mock.calls.length, step.mock.calls.length]).toEqual([1, 3]);
});

test('keys that an input method holds are left to it', () => {
  const accept = vi.fn();
  render(<Layer handlers={{ accept }} />);
  press('a', { isComposing: true });
  expect(accept).not.toHaveBeenCalled();
});

function Hint() {
  const hint = useKeyHint();
  return <output>{hint('accept')}</output>;
}

test('a remapped key works at once and is what hints show', () => {
  const accept = vi.fn();
  render(
    <>
      <Layer handlers={{ accept }} />
      <Hint />
    </>,
  );
  act(() => usePreferences.getState().setKeys('accept', ['y']));
  press('a');
  press('y');
  expect(accept).toHaveBeenCalledTimes(1);
  expect(find('output').textContent).toBe('y');
});

test('the palette finds what the screen can do', () => {
  const accept = vi.fn();
  render(
    <>
      <Layer handlers={{ accept }} />
      <Layer handlers={{ reject: vi.fn() }} options={{ inOverlay: true }} />
    </>,
  );
  const actions = availableActions();
  expect([...actions.keys()]).toEqual(['accept']);
  actions.get('accept')?.();
  expect(accept).toHaveBeenCalledTimes(1);
});
