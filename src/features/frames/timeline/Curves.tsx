import { useEffect, useRef } from 'react';
import { useWidth } from '../../../ui/use-width.ts';
import { useTheme } from '../model/use-theme.ts';
import { CurvePlot, type PlotContent } from './curve-plot.ts';

/** Draws the curves as wide as there is room, in the colours of the theme. Of no meaning to assistive technology by itself. */
export function Curves({ content }: { content: PlotContent }) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<{ drawn: CurvePlot; ids: string } | null>(null);
  const widthPx = useWidth(host);
  const theme = useTheme();
  useEffect(() => {
    if (!host.current || widthPx === 0) return;
    const ids = content.curves.map(({ id }) => id).join(' ');
    if (plot.current?.ids === ids) {
      plot.current.drawn.show(content);
      return;
    }
    plot.current?.drawn.destroy();
    plot.current = { drawn: new CurvePlot(host.current, widthPx, content), ids };
  }, [content, widthPx]);
  useEffect(() => {
    if (widthPx > 0) plot.current?.drawn.resize(widthPx);
  }, [widthPx]);
  useEffect(() => {
    if (theme !== null) plot.current?.drawn.redraw();
  }, [theme]);
  useEffect(
    () => () => {
      plot.current?.drawn.destroy();
      plot.current = null;
    },
    [],
  );
  return <div ref={host} aria-hidden="true" className="h-[92px] overflow-hidden" />;
}
