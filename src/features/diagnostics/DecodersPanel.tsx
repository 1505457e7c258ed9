import { Check, Minus, Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CodecRow, CodecVerdict } from '../../core/ports.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';

export interface DecodersPanelProps {
  /** `null` = not tried yet. */
  rows: readonly CodecRow[] | null;
  isTrying: boolean;
  onTry: () => void;
}

const WAYS = ['webcodecs', 'ffmpeg', 'video'] as const;

/** Which decoder gave the right picture of which codec, on this machine and in this browser. */
export function DecodersPanel({ rows, isTrying, onTry }: DecodersPanelProps) {
  const { t } = useTranslation('diagnostics');
  return (
    <Panel
      title={t('decoders.title')}
      actions={
        <Button
          size="sm"
          icon={<Play size={14} aria-hidden="true" />}
          busy={isTrying}
          onClick={onTry}
        >
          {t(rows ? 'decoders.again' : 'decoders.try')}
        </Button>
      }
      padded={false}
    >
      <p className="px-3 pb-2 text-ink-2" aria-live="polite">
        {t(isTrying ? 'decoders.trying' : rows ? 'decoders.seen' : 'decoders.intro')}
      </p>
      {rows ? <DecoderTable rows={rows} /> : null}
    </Panel>
  );
}

function DecoderTable({ rows }: { rows: readonly CodecRow[] }) {
  const { t } = useTranslation('diagnostics');
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <thead>
          <tr>
            <th>{t('decoders.codec')}</th>
            <th>{t('decoders.container')}</th>
            {WAYS.map((way) => (
              <th key={way}>{t(`decoders.ways.${way}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_tr:last-child_th]:border-0">
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="text-base! text-ink!">
                {row.codec}
              </th>
              <td className="mono text-ink-2">{row.container}</td>
              {WAYS.map((way) => (
                <td key={way}>
                  <Verdict verdict={row[way]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LOOKS = {
  yes: { icon: Check, className: 'text-ok' },
  no: { icon: X, className: 'text-ink-3' },
  'not-seen': { icon: Minus, className: 'text-ink-3' },
} as const;

function Verdict({ verdict }: { verdict: CodecVerdict }) {
  const { t } = useTranslation('diagnostics');
  const { icon: Icon, className } = LOOKS[verdict];
  return (
    <span className={`inline-flex items-center gap-1.5 ${className}`}>
      <Icon size={13} aria-hidden="true" />
      {t(`decoders.verdict.${verdict}`)}
    </span>
  );
}
