import { useTranslation } from 'react-i18next';
import { checkTemplate, templateVariables } from '../../../core/prompt-template.ts';
import { Chip } from '../../../ui/Chip.tsx';
import type { PromptRecipe } from './versions.ts';

/** What may be filled in, what has to be, and what is wrong with the text as it stands. */
export function PromptVariables({
  text,
  variables,
}: {
  text: string;
  variables: PromptRecipe['variables'];
}) {
  const { t } = useTranslation('settings');
  const used = new Set(templateVariables(text));
  const problems = checkTemplate(text, variables.known, variables.required);
  return (
    <div className="flex flex-col gap-1.5">
      {variables.known.length > 0 ? (
        <ul aria-label={t('prompts.variables')} className="flex flex-wrap gap-1.5">
          {variables.known.map((name) => (
            <li key={name}>
              <Chip tone={used.has(name) ? 'accent' : 'neutral'}>
                <span className="mono">{`{{${name}}}`}</span>{' '}
                {t(variables.required.includes(name) ? 'prompts.required' : 'prompts.optional')}
                {used.has(name) ? null : <span className="text-ink-3">{t('prompts.unused')}</span>}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <ul aria-live="polite">
        {problems.map(({ kind, name }) => (
          <li key={`${kind} ${name}`} className="text-bad">
            {t(`prompts.problem.${kind}`, { name: `{{${name}}}` })}
          </li>
        ))}
      </ul>
    </div>
  );
}
