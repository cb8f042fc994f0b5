import { boxBetween, listenToDrag } from './drag-box.ts';

/** What a chart by Observable Plot tells of its scale across. */
interface ScaledChart {
  scale(name: 'x'): { invert?(pixels: number): unknown; readonly range?: readonly unknown[] } | undefined;
}

const hasScale = (chart: Element): chart is Element & ScaledChart => 'scale' in chart;

/**
 * Lets a span of the axis across be chosen by dragging: tells its ends, in what the axis counts (of dates: milliseconds since 1970),
 * the smaller first and none beyond the axis. Gives how to stop.
 */
export function listenToSpan(
  chart: HTMLElement | SVGSVGElement,
  onSpan: (from: number, to: number) => void,
): () => void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  if (svg === null || !hasScale(chart)) return () => {};
  const scale = chart.scale('x');
  const [first, last] = (scale?.range ?? []).map(Number);
  if (scale?.invert === undefined || first === undefined || last === undefined) return () => {};
  const invert = scale.invert;
  const within = (pixels: number) => Number(invert(Math.max(first, Math.min(last, pixels))));
  return listenToDrag(svg, {
    boxOf: ([start], [end]) => boxBetween([start, 0], [end, svg.viewBox.baseVal.height]),
    onBox: ({ left, right }) => onSpan(within(left), within(right)),
    onClick: () => {},
  });
}
