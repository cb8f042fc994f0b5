import { expect, it } from 'vitest';
import { statesDrawing } from '../../../domain/geography/states-drawing.ts';

const square = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

it('draws states in whole units, each with the middle of its largest part', () => {
  const drawing = statesDrawing({
    features: [
      { id: '24', geometry: { type: 'Polygon', coordinates: [square(10.4, 20, 10)] } },
      {
        id: 2,
        geometry: { type: 'MultiPolygon', coordinates: [[square(0, 0, 2)], [square(100, 200, 20)]] },
      },
      { id: '99', geometry: { type: 'Polygon', coordinates: [square(0, 0, 1)] } },
      { id: '36', geometry: { type: 'Point' } },
    ],
  });
  expect([...drawing.keys()]).toEqual(['MD', 'AK']);
  expect(drawing.get('MD')?.path).toBe('M10 20L20 20L20 30L10 30L10 20Z');
  expect(drawing.get('AK')?.path).toBe('M0 0L2 0L2 2L0 2L0 0ZM100 200L120 200L120 220L100 220L100 200Z');
  expect(drawing.get('AK')?.middle).toEqual([110, 210]);
  expect(drawing.get('AK')?.box).toEqual({ left: 100, top: 200, right: 120, bottom: 220 });
});

it('leaves out a part that falls together at that size', () => {
  const tiny = { type: 'MultiPolygon' as const, coordinates: [[square(5, 5, 0.1)], [square(0, 0, 3)]] };
  expect(statesDrawing({ features: [{ id: '10', geometry: tiny }] }).get('DE')?.path).toBe(
    'M0 0L3 0L3 3L0 3L0 0Z',
  );
});
