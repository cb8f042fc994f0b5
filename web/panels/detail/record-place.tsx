import type { Precision } from '../../../domain/vocabulary.ts';
import { isDrawablePrecision } from '../../../domain/vocabulary.ts';
import { othersAtPlace } from '../../map/market-features.ts';
import { currentMap } from '../../state/current-map.ts';
import { select } from '../../state/page.ts';
import { formatCount } from '../../words/format.ts';
import { PRECISION_WORDS } from '../../words/precision-words.ts';
import { say } from '../../words/say.ts';

const CLOSE_ZOOM = 14;
const MOST_LISTED = 12;

type Geometry = { readonly coordinates: readonly [number, number] } | null;

/** `the block`, `the ZIP area only: not drawn as a point`. */
export const placeKnownTo = (precision: Precision): string =>
  isDrawablePrecision(precision)
    ? PRECISION_WORDS[precision]
    : say('{precision} only: not drawn as a point', { precision: PRECISION_WORDS[precision] });

export function ShowPlace({ geometry }: { geometry: Geometry }) {
  if (geometry === null) return null;
  const [lon, lat] = geometry.coordinates;
  return (
    <div class="button-row">
      <button
        type="button"
        class="button"
        onClick={() => currentMap.value?.moveTo({ lon, lat, zoom: CLOSE_ZOOM })}
      >
        {say('Show on the map')}
      </button>
    </div>
  );
}

/** Records under the same symbol of the map, each to be opened. */
export function OthersHere<Row extends { readonly id: number; readonly geometry: Geometry }>({
  one,
  records,
  kind,
  title,
  tell,
}: {
  one: Row;
  records: readonly Row[];
  kind: 'debrief' | 'theft';
  title: string;
  tell: (record: Row) => string;
}) {
  const others = othersAtPlace(one, records);
  if (others.length === 0) return null;
  return (
    <section class="detail-section">
      <h3>{title}</h3>
      <ul class="top-list">
        {others.slice(0, MOST_LISTED).map((other) => (
          <li key={other.id}>
            <button type="button" class="link-button" onClick={() => select({ kind, id: other.id })}>
              {tell(other)}
            </button>
          </li>
        ))}
      </ul>
      {others.length > MOST_LISTED && (
        <p class="muted small">
          {say('and {count} more, in the table', { count: formatCount(others.length - MOST_LISTED) })}
        </p>
      )}
    </section>
  );
}
