import './drag-box.css';

/** Rectangle drawn while dragging, in the units of the chart. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Place = readonly [x: number, y: number];

interface DragOptions {
  /** How the rectangle between the first place and the last is drawn, and told. */
  readonly boxOf: (start: Place, end: Place) => Box;
  readonly onBox: (box: Box) => void;
  /** A press that became no drag. */
  readonly onClick: (place: Place) => void;
}

/** Units after which a press has become a drag. */
const DRAGGED = 4;

/** Lets a rectangle be drawn over a chart by dragging. Gives how to stop. */
export function listenToDrag(svg: SVGSVGElement, { boxOf, onBox, onClick }: DragOptions): () => void {
  const placeOf = (event: PointerEvent): Place => {
    const toChart = svg.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toChart);
    return [x, y];
  };
  let start: Place | null = null;
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  drawn.classList.add('plot-brush');
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    start = placeOf(event);
    svg.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (start === null) return;
    const place = placeOf(event);
    if (Math.abs(place[0] - start[0]) < DRAGGED && Math.abs(place[1] - start[1]) < DRAGGED) return;
    const { left, top, right, bottom } = boxOf(start, place);
    const sides = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [name, value] of Object.entries(sides)) drawn.setAttribute(name, String(value));
    if (!drawn.isConnected) svg.append(drawn);
  };
  const end = (event: PointerEvent) => {
    if (start === null) return;
    const from = start;
    start = null;
    const isDrag = drawn.isConnected;
    drawn.remove();
    if (isDrag) onBox(boxOf(from, placeOf(event)));
    else onClick(placeOf(event));
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

/** The rectangle between two places. */
export const boxBetween = ([x0, y0]: Place, [x, y]: Place): Box => ({
  left: Math.min(x, x0),
  top: Math.min(y, y0),
  right: Math.max(x, x0),
  bottom: Math.max(y, y0),
});
