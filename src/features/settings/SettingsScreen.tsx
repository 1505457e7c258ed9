import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  Cpu,
  FlaskConical,
  HardDrive,
  Keyboard,
  Palette,
  ScrollText,
  ShieldCheck,
  Waypoints,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/Tabs.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BenchmarksSection } from './benchmarks/BenchmarksSection.tsx';
import { EndpointsSection } from './endpoints/EndpointsSection.tsx';
import { ModelsSection } from './models/ModelsSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { PromptsSection } from './prompts/PromptsSection.tsx';
import { ShortcutsSection } from './shortcuts/ShortcutsSection.tsx';
import { StorageSection } from './storage/StorageSection.tsx';

const SECTIONS = [
  { id: 'models', Icon: Cpu, Section: ModelsSection },
  { id: 'endpoints', Icon: Waypoints, Section: EndpointsSection },
  { id: 'prompts', Icon: ScrollText, Section: PromptsSection },
  { id: 'benchmarks', Icon: FlaskConical, Section: BenchmarksSection },
  { id: 'shortcuts', Icon: Keyboard, Section: ShortcutsSection },
  { id: 'storage', Icon: HardDrive, Section: StorageSection },
  { id: 'privacy', Icon: ShieldCheck, Section: PrivacySection },
  { id: 'appearance', Icon: Palette, Section: AppearanceSection },
] as const;

/** Everything that is set once. The section is part of the address, so that errors can point to it. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const { section = 'models' } = useSearch({ from: '/settings' });
  const navigate = useNavigate();
  const current = SECTIONS.some(({ id }) => id === section) ? section : 'models';
  return (
    <div className="mx-auto max-w-[1240px] px-6 py-6">
      <h1 className="mb-4 text-xl font-semibold">{t('title')}</h1>
      <Tabs
        label={t('sectionsLabel')}
        orientation="vertical"
        value={current}
        onValueChange={(id) =>
          void navigate({ to: '/settings', search: { section: id }, replace: true })
        }
        items={SECTIONS.map(({ id, Icon, Section }) => ({
          id,
          label: t(`sections.${id}`),
          icon: <Icon size={15} aria-hidden="true" />,
          content: (
            <SectionFrame title={t(`sections.${id}`)}>
              <Section />
            </SectionFrame>
          ),
        }))}
      />
    </div>
  );
}

function SectionFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-4 pb-8">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </div>
  );
}
