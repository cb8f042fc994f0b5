import { z } from 'zod';
import { listenToDrag } from './listen-to-drag.ts';

/** What a chart by Observable Plot tells of a scale of time. */
interface TimeScale {
  invert(pixels: number): unknown;
}

interface ScaledChart {
  scale(name: 'x'): TimeScale | undefined;
}

const hasScales = (chart: Element): chart is Element & ScaledChart => 'scale' in chart;
const instant = z.date();

/** Lets a span be drawn across a chart over time; told are its first and last instant. Gives how to stop. */
export function listenToSpan(
  chart: HTMLElement | SVGSVGElement,
  onSpan: (first: Date, last: Date) => void,
): () => void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  const scale = hasScales(chart) ? chart.scale('x') : undefined;
  if (svg === null || scale === undefined) return () => {};
  return listenToDrag(svg, {
    rectangle: (from, to) => ({
      x: Math.min(from.x, to.x),
      y: 0,
      width: Math.abs(to.x - from.x),
      height: svg.viewBox.baseVal.height,
    }),
    onEnd: (from, to, isDrag) => {
      if (!isDrag) return;
      const [first, last] = [from.x, to.x]
        .toSorted((a, b) => a - b)
        .map((pixels) => instant.safeParse(scale.invert(pixels)).data);
      if (first !== undefined && last !== undefined) onSpan(first, last);
    },
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
