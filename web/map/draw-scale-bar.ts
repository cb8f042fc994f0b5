import { PALETTES } from './palette.ts';

/** How far a length on the map is. */
export interface ScaleBar {
  readonly widthPx: number;
  readonly label: string;
}

const MARGIN_PX = 10;
const HEIGHT_PX = 22;
const TEXT_PX = 12;

/** Draws it into the lower left corner of a picture with so many pixels to one of the page. */
export function drawScaleBar(canvas: HTMLCanvasElement, { widthPx, label }: ScaleBar, scale: number): void {
  const context = canvas.getContext('2d');
  if (context === null || label === '') return;
  const ink = PALETTES.light.label;
  context.save();
  context.scale(scale, scale);
  context.translate(MARGIN_PX, canvas.height / scale - MARGIN_PX);
  context.fillStyle = 'rgb(255 255 255 / 75%)';
  context.fillRect(0, -HEIGHT_PX, widthPx, HEIGHT_PX);
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.stroke(new Path2D(`M0 ${-HEIGHT_PX / 2}V0H${widthPx}V${-HEIGHT_PX / 2}`));
  context.fillStyle = ink;
  context.font = `${TEXT_PX}px "Noto Sans", system-ui, sans-serif`;
  context.fillText(label, 6, -7);
  context.restore();
}
