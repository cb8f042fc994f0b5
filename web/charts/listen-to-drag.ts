/** A place in a chart, in its own pixels. */
export interface ChartPlace {
  readonly x: number;
  readonly y: number;
}

interface DragOptions {
  /** Where the rectangle lies while it is dragged from one place to another. */
  readonly rectangle: (
    from: ChartPlace,
    to: ChartPlace,
  ) => Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;
  /** The press is over; `isDrag` where it moved far enough to be meant. */
  readonly onEnd: (from: ChartPlace, to: ChartPlace, isDrag: boolean) => void;
}

/** Pixels after which a press has become a drag. */
const DRAGGED = 6;

/** Draws a rectangle where somebody drags over a chart, and tells from where to where. Gives how to stop. */
export function listenToDrag(svg: SVGSVGElement, { rectangle, onEnd }: DragOptions): () => void {
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  drawn.classList.add('plot-brush');
  let start: ChartPlace | null = null;
  const placeOf = ({ clientX, clientY }: PointerEvent): ChartPlace => {
    const box = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    return { x: ((clientX - box.left) / box.width) * width, y: ((clientY - box.top) / box.height) * height };
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    start = placeOf(event);
    svg.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (start === null) return;
    const now = placeOf(event);
    if (Math.abs(now.x - start.x) < DRAGGED && Math.abs(now.y - start.y) < DRAGGED && !drawn.isConnected)
      return;
    for (const [name, value] of Object.entries(rectangle(start, now)))
      drawn.setAttribute(name, String(value));
    if (!drawn.isConnected) svg.append(drawn);
  };
  const end = (event: PointerEvent) => {
    const from = start;
    const isDrag = drawn.isConnected;
    cancel();
    if (from !== null) onEnd(from, placeOf(event), isDrag);
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
