import { z } from 'zod';

/** What a chart by Observable Plot tells of a scale of time. */
interface TimeScale {
  invert(pixels: number): unknown;
}

interface ScaledChart {
  scale(name: 'x'): TimeScale | undefined;
}

const hasScales = (chart: Element): chart is Element & ScaledChart => 'scale' in chart;
const instant = z.date();
/** Pixels after which a press has become a drag. */
const DRAGGED = 6;

/** Lets a span be drawn across a chart over time; told are its first and last instant. Gives how to stop. */
export function listenToSpan(
  chart: HTMLElement | SVGSVGElement,
  onSpan: (first: Date, last: Date) => void,
): () => void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  const scale = hasScales(chart) ? chart.scale('x') : undefined;
  if (svg === null || scale === undefined) return () => {};
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  drawn.classList.add('plot-brush');
  drawn.setAttribute('y', '0');
  drawn.setAttribute('height', String(svg.viewBox.baseVal.height));
  const acrossOf = ({ clientX }: PointerEvent) => {
    const { left, width } = svg.getBoundingClientRect();
    return ((clientX - left) / width) * svg.viewBox.baseVal.width;
  };
  let start: number | null = null;
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    start = acrossOf(event);
    svg.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (start === null) return;
    const now = acrossOf(event);
    if (Math.abs(now - start) < DRAGGED && !drawn.isConnected) return;
    drawn.setAttribute('x', String(Math.min(start, now)));
    drawn.setAttribute('width', String(Math.abs(now - start)));
    if (!drawn.isConnected) svg.append(drawn);
  };
  const end = (event: PointerEvent) => {
    const from = start;
    const isDrag = drawn.isConnected;
    cancel();
    if (from === null || !isDrag) return;
    const [first, last] = [from, acrossOf(event)]
      .toSorted((a, b) => a - b)
      .map((pixels) => instant.safeParse(scale.invert(pixels)).data);
    if (first !== undefined && last !== undefined) onSpan(first, last);
  };
  const cancel = () => {
    start = null;
    drawn.remove();
  };
  const events = [
    ['pointerdown', begin],
    ['pointermove', move],
    ['pointerup', end],
    ['pointercancel', cancel],
  ] as const;
  for (const [name, act] of events) svg.addEventListener(name, act);
  svg.classList.add('plot-brushed');
  return () => {
    for (const [name, act] of events) svg.removeEventListener(name, act);
  };
}
