import { useTranslation } from 'react-i18next';

const METHODS = [
  'ristretto',
  'uniform',
  'random',
  'every-second',
  'clip-novelty',
  'caption-lifo',
  'caption-llm',
  'k-centre',
  'max-volume',
  'relevance-top-k',
  'aks',
  'bolt',
  'mdp3',
] as const;

/** The name of a method, or of a loaded selection (`outside:` and its name), as people read it. */
export function useMethodName(): (id: string) => string {
  const { t } = useTranslation('frames');
  return (id) => {
    const known = METHODS.find((one) => one === id);
    if (known) return t(`selector.methods.${known}`);
    return id.startsWith('outside:') ? t('compare.outside', { name: id.slice(8) }) : id;
  };
}

/** What a method does, in a sentence; `null` for what the studio does not know. */
export function useMethodAbout(): (id: string) => string | null {
  const { t } = useTranslation('frames');
  return (id) => {
    const known = METHODS.find((one) => one === id);
    return known ? t(`selector.about.${known}`) : null;
  };
}
