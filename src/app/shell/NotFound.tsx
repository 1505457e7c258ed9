import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      icon={<Compass size={20} />}
      title={t('notFound.title')}
      action={
        <Link to="/" className="text-accent underline underline-offset-2">
          {t('error.home')}
        </Link>
      }
    >
      {t('notFound.text')}
    </EmptyState>
  );
}
