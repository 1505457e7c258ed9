import { describe, expect, it } from 'vitest';
import { createDwell } from './dwell.ts';

function page() {
  let listener: () => void = () => {};
  const self = {
    visibilityState: 'visible',
    addEventListener: (_type: string, added: () => void) => {
      listener = added;
    },
    removeEventListener: () => {
      listener = () => {};
    },
    show: (state: 'visible' | 'hidden') => {
      self.visibilityState = state;
      listener();
    },
  };
  return self;
}

describe('time on a card', () => {
  it('counts while the tab is visible and not while it is hidden', () => {
    let nowMs = 1000;
    const tab = page();
    const dwell = createDwell(tab, () => nowMs);
    dwell.restart();
    nowMs = 1400;
    tab.show('hidden');
    nowMs = 9000;
    expect(dwell.elapsedMs()).toBe(400);
    tab.show('visible');
    nowMs = 9100.4;
    expect(dwell.elapsedMs()).toBe(500);
    dwell.restart();
    expect(dwell.elapsedMs()).toBe(0);
  });
  it('stays at zero on a card that was opened in a hidden tab', () => {
    let nowMs = 0;
    const tab = page();
    tab.visibilityState = 'hidden';
    const dwell = createDwell(tab, () => nowMs);
    dwell.restart();
    nowMs = 500;
    expect(dwell.elapsedMs()).toBe(0);
  });
});
