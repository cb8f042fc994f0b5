import { describe, expect, it } from 'vitest';
import { collectionText } from '../../../server/http/collection-text.ts';

const outline = { type: 'Point', coordinates: [-76.6, 39.3] };
const cells = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'Feature' as const,
    id: `cell "${index}"`,
    geometry: outline,
    properties: { count: index, place: index % 2 === 0 ? null : 'Baltimore' },
  }));

describe('the text of a collection', () => {
  // Pieces have 500 features.
  for (const count of [0, 1, 500, 501, 1001]) {
    it(`is that of the whole, of ${count} features`, () => {
      const whole = {
        type: 'FeatureCollection' as const,
        numberMatched: count,
        features: cells(count),
        notice: 'n',
      };
      const text = [...collectionText(whole)].join('');
      expect(JSON.parse(text)).toEqual(whole);
    });
  }

  it('follows the geometry, not the feature', () => {
    const [feature] = cells(1);
    if (feature === undefined) throw new Error('No feature.');
    const elsewhere = { ...feature, geometry: { type: 'Point', coordinates: [-77, 39] } };
    const text = [
      ...collectionText({ type: 'FeatureCollection', features: [feature, elsewhere, feature] }),
    ].join('');
    expect(JSON.parse(text).features).toEqual([feature, elsewhere, feature]);
  });
});
