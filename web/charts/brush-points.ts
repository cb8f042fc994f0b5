/** Rectangle drawn while dragging, in pixels of the chart. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface BrushOptions {
  /** Where the points lie, by the values of the chart's scales x and y. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A click near a point. */
  readonly onPick: (index: number) => void;
  /** A drag over points; not called where there are none. */
  readonly onBrush: (indexes: readonly number[]) => void;
}

/** What a chart by Observable Plot tells of its scales. */
interface ScaledChart {
  scale(name: 'x' | 'y'): { apply(value: number): number } | undefined;
}

const hasScales = (chart: Element): chart is Element & ScaledChart => 'scale' in chart;

/** Pixels from a point within which a click means it. */
const NEAR = 12;
/** Pixels after which a press has become a drag. */
const DRAGGED = 4;

/** The points that lie in a box. Pure. */
export const pointsIn = (
  at: readonly (readonly [number, number])[],
  { left, top, right, bottom }: Box,
): number[] =>
  at.flatMap(([x, y], index) => (x >= left && x <= right && y >= top && y <= bottom ? [index] : []));

/** The point nearest to a place, null where none is near. Pure. */
export function nearestPoint(
  at: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
): number | null {
  let nearest: number | null = null;
  let least = NEAR;
  for (const [index, [px, py]] of at.entries()) {
    const distance = Math.hypot(px - x, py - y);
    if (distance <= least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

/** Lets points of a chart be clicked, and a rectangle be drawn over them. Gives how to stop. */
export function listenToBrush(
  chart: HTMLElement | SVGSVGElement,
  { points, onPick, onBrush }: BrushOptions,
): () => void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  if (svg === null || !hasScales(chart)) return () => {};
  const [scaleX, scaleY] = [chart.scale('x'), chart.scale('y')];
  if (scaleX === undefined || scaleY === undefined) return () => {};
  const at = points.map(([x, y]) => [scaleX.apply(x), scaleY.apply(y)] as const);
  const placeOf = (event: PointerEvent): readonly [number, number] => {
    const box = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ];
  };
  let start: readonly [number, number] | null = null;
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  drawn.classList.add('plot-brush');
  const boxTo = ([x, y]: readonly [number, number]): Box => {
    const [x0, y0] = start ?? [x, y];
    return {
      left: Math.min(x, x0),
      top: Math.min(y, y0),
      right: Math.max(x, x0),
      bottom: Math.max(y, y0),
    };
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    start = placeOf(event);
    svg.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (start === null) return;
    const { left, top, right, bottom } = boxTo(placeOf(event));
    if (right - left < DRAGGED && bottom - top < DRAGGED) return;
    for (const [name, value] of Object.entries({
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
    })) {
      drawn.setAttribute(name, String(value));
    }
    if (!drawn.isConnected) svg.append(drawn);
  };
  const end = (event: PointerEvent) => {
    if (start === null) return;
    const place = placeOf(event);
    const box = boxTo(place);
    start = null;
    const isDrag = drawn.isConnected;
    drawn.remove();
    if (isDrag) {
      const inside = pointsIn(at, box);
      if (inside.length > 0) onBrush(inside);
      return;
    }
    const nearest = nearestPoint(at, place);
    if (nearest !== null) onPick(nearest);
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
