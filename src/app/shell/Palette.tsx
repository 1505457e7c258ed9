import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../state/keymap.ts';
import { usePreferences } from '../../state/preferences.ts';
import { availableActions } from '../../state/use-hotkeys.ts';
import { CommandPalette, type PaletteCommand } from '../../ui/CommandPalette.tsx';
import { LANGUAGE_NAMES } from '../i18n.ts';
import { usePlace } from './use-place.ts';
import { LANGUAGES, THEME_CHOICES } from './ViewMenu.tsx';

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKeys: () => void;
}

/** Everything that can be done from here, by name. */
export function Palette({ open, onOpenChange, onKeys }: PaletteProps) {
  const { t } = useTranslation('shell');
  const commands = [...useScreenCommands(onKeys), ...usePlaceCommands(), ...useLookCommands()];
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      label={t('palette.title')}
      placeholder={t('palette.placeholder')}
      emptyText={t('palette.empty')}
      commands={commands}
    />
  );
}

/** Actions that have a handler now. Read once: what is mounted does not change while the palette is open. */
function useScreenCommands(onKeys: () => void): PaletteCommand[] {
  const { t } = useTranslation('shell');
  const { t: tKeys } = useTranslation('keys');
  const overrides = usePreferences((state) => state.keys);
  const [actions] = useState(availableActions);
  const group = t('palette.here');
  const here = [...actions].filter(
    ([id]) => id !== 'command-palette' && id !== 'keys-help' && id !== 'choose-number',
  );
  return [
    ...here.map(
      ([id, run]): PaletteCommand => ({
        id,
        label: tKeys(`actions.${id}`),
        group,
        hotkey: keysOf(id, overrides)[0] ?? null,
        run,
      }),
    ),
    {
      id: 'keys-help',
      label: tKeys('actions.keys-help'),
      group,
      hotkey: keysOf('keys-help', overrides)[0] ?? null,
      run: onKeys,
    },
  ];
}

function usePlaceCommands(): PaletteCommand[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { projectId } = usePlace();
  const group = t('palette.go');
  const inProject = projectId
    ? (
        [
          ['library', '/p/$projectId/library'],
          ['review', '/p/$projectId/review'],
          ['queue', '/p/$projectId/queue'],
          ['export', '/p/$projectId/export'],
        ] as const
      ).map(
        ([name, to]): PaletteCommand => ({
          id: `go-${name}`,
          label: t(`nav.${name}`),
          group,
          run: () => void navigate({ to, params: { projectId } }),
        }),
      )
    : [];
  const verify: PaletteCommand[] = projectId
    ? [
        {
          id: 'verify-dataset',
          label: t('palette.verify'),
          group,
          run: () =>
            void navigate({
              to: '/p/$projectId/export',
              params: { projectId },
              search: { tab: 'verify' },
            }),
        },
      ]
    : [];
  const outside = (
    [
      ['home', '/'],
      ['settings', '/settings'],
      ['diagnostics', '/diagnostics'],
    ] as const
  ).map(
    ([name, to]): PaletteCommand => ({
      id: `go-${name}`,
      label: t(`nav.${name}`),
      group,
      run: () => void navigate({ to }),
    }),
  );
  return [...inProject, ...verify, ...outside];
}

function useLookCommands(): PaletteCommand[] {
  const { t } = useTranslation('shell');
  const { setTheme, setLanguage } = usePreferences();
  const group = t('palette.look');
  return [
    ...THEME_CHOICES.map(
      (choice): PaletteCommand => ({
        id: `theme-${choice}`,
        label: `${t('theme.label')}: ${t(`theme.${choice}`)}`,
        group,
        run: () => setTheme(choice),
      }),
    ),
    ...LANGUAGES.map(
      (id): PaletteCommand => ({
        id: `language-${id}`,
        label: `${t('language.label')}: ${LANGUAGE_NAMES[id]}`,
        group,
        run: () => setLanguage(id),
      }),
    ),
  ];
}
