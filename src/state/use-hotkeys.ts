import { useEffect, useRef } from 'react';
import { isOverlayOpen, isTyping, widgetOwns } from './key-target.ts';
import { type ActionId, actionOf, actionsFor, bindingOf, keysOf } from './keymap.ts';
import { usePreferences } from './preferences.ts';

export type HotkeyHandlers = Partial<Record<ActionId, (event: KeyboardEvent) => void>>;

export interface HotkeyOptions {
  /** `false` switches the layer off without unmounting. */
  enabled?: boolean;
  /** For layers that live inside a dialog or menu: they work while it is open, the screen's own rest. */
  inOverlay?: boolean;
}

interface Layer {
  handlers: HotkeyHandlers;
  options: HotkeyOptions;
}

/** Mounted layers, the latest last; it is asked first. */
const layers: { current: Layer }[] = [];
const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The one listener. */
function dispatchKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const binding = bindingOf(event, IS_MAC);
  if (binding === null) return;
  const candidates = actionsFor(binding, usePreferences.getState().keys).filter((id) =>
    mayFire(id, event),
  );
  if (candidates.length === 0 || widgetOwns(event.target, binding)) return;
  const overlay = isOverlayOpen();
  for (const { current: layer } of [...layers].reverse()) {
    if (layer.options.enabled === false || (layer.options.inOverlay ?? false) !== overlay) continue;
    const id = candidates.find((candidate) => layer.handlers[candidate]);
    if (!id) continue;
    event.preventDefault();
    layer.handlers[id]?.(event);
    return;
  }
}

function mayFire(id: ActionId, event: KeyboardEvent): boolean {
  const action = actionOf(id);
  if (event.repeat && !action.repeats) return false;
  return action.whileTyping === true || !isTyping(event.target);
}

function listen(layer: { current: Layer }): () => void {
  if (layers.length === 0) window.addEventListener('keydown', dispatchKey);
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) window.removeEventListener('keydown', dispatchKey);
  };
}

/**
 * Gives actions their handlers while the component is mounted. The latest mounted layer wins; handlers may change on every
 * render at no cost. Single keys rest while the person types, and while a dialog, menu or list is open.
 */
export function useHotkeys(handlers: HotkeyHandlers, options: HotkeyOptions = {}): void {
  const layer = useRef<Layer>({ handlers, options });
  useEffect(() => {
    layer.current = { handlers, options };
  });
  useEffect(() => listen(layer), []);
}

/** The first key of an action, for `hotkey` props; `null` when the person took it away. Follows remapping. */
export function useKeyHint(): (id: ActionId) => string | null {
  const overrides = usePreferences((state) => state.keys);
  return (id) => keysOf(id, overrides)[0] ?? null;
}

/** The actions that have a handler on this screen now, for the command palette, and a way to run one. */
export function availableActions(): Map<ActionId, () => void> {
  const found = new Map<ActionId, () => void>();
  for (const { current: layer } of layers) {
    if (layer.options.enabled === false || layer.options.inOverlay) continue;
    for (const [id, handler] of Object.entries(layer.handlers)) {
      if (handler) found.set(id as ActionId, () => handler(new KeyboardEvent('keydown')));
    }
  }
  return found;
}
