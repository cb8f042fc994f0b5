import type { HotspotDetail } from '../../../domain/hotspots.ts';
import { currentMap } from '../../state/current-map.ts';
import { hotspotDetail, shadeOf } from '../../state/hotspots.ts';
import { formatCount, formatMonth } from '../../words/format.ts';
import {
  counted,
  formatExpected,
  formatP,
  formatZ,
  methodWords,
  metres,
  rateFacts,
  SUBJECT_WORDS,
  shadeWords,
} from '../../words/hotspot-words.ts';
import { monthList } from '../../words/month-range.ts';
import { say } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { LeftOutNote, ShootingsNote } from '../shootings-note.tsx';
import { Facts } from './facts.tsx';

/** The selected cell: what was counted, what the test says and what that means, and its months. */
export function HotspotDetailBody() {
  const { answer, error } = hotspotDetail.value.value;
  if (error !== null) {
    return error.status === 404 ? (
      <p class="muted">
        {say(
          'This cell is not among those counted now: cells follow the zoom and the filters. Pick one on the map.',
        )}
      </p>
    ) : (
      <ErrorNote error={error} onRetry={hotspotDetail.retry} />
    );
  }
  if (answer === null) return <p class="muted">{say('Looking up the cell…')}</p>;
  const { properties: is, method } = answer;
  const { label, means } = shadeWords(shadeOf(answer));
  return (
    <>
      <h2>{label}</h2>
      <p>
        {is.place === null ? SUBJECT_WORDS[method.of].nothing : say('Part of {place}', { place: is.place })}
      </p>
      {method.untested === null ? (
        <p class="muted small">{means}.</p>
      ) : (
        <p class="caution">{method.untested}</p>
      )}
      <Facts facts={factsOf(answer)} />
      <MonthsSection detail={answer} />
      <LeftOutNote />
      <ShootingsNote />
      <div class="button-row">
        <button type="button" class="button" onClick={() => showOnMap(answer)}>
          {say('Show on the map')}
        </button>
      </div>
      <p class="muted small">
        {method.untested === null && `${methodWords(method)} `}
        {say('Study area: {studyArea}.', { studyArea: method.studyArea })}
      </p>
    </>
  );
}

function factsOf({ properties: is, method }: HotspotDetail): readonly (readonly [string, string])[] {
  return [
    [say('In this cell'), counted(method.of, is.count)],
    ...rateFacts(is, method),
    [
      say('Within {bandwidthMetres}', { bandwidthMetres: metres(method.bandwidthMetres) }),
      formatCount(is.nearby),
    ],
    [say('If spread evenly'), formatExpected(is.expected)],
    [say('Gi* (z-score)'), formatZ(is.z)],
    [say('p, and corrected'), `${formatP(is.p)}, ${formatP(is.adjustedP)}`],
    ...(is.trend === undefined
      ? []
      : [
          [
            say('Trend of its scores'),
            say('z {z}, p {p} (Mann-Kendall)', { z: formatZ(is.trend.z), p: formatP(is.trend.p) }),
          ] as const,
        ]),
  ];
}

/** A bar a month, from the first to the last with any, with the counts as text for whoever cannot see them. */
function MonthsSection({ detail: { months, undated } }: { detail: HotspotDetail }) {
  const [first, last] = [months.at(0)?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return null;
  const counts = new Map(months.map(({ month, count }) => [month, count]));
  const most = Math.max(...counts.values());
  const list = monthList(first, last);
  return (
    <section class="detail-section">
      <h3>{say('By month')}</h3>
      <div
        class="cell-months"
        role="img"
        aria-label={say('By month: {months}', {
          months: months.map(({ month, count }) => `${formatMonth(month)} ${count}`).join(', '),
        })}
      >
        {list.map((month) => (
          <span
            key={month}
            title={`${formatMonth(month)}: ${formatCount(counts.get(month) ?? 0)}`}
            style={{ height: `${(100 * (counts.get(month) ?? 0)) / most}%` }}
          />
        ))}
      </div>
      <p class="muted small">
        {say('{first} to {last}, at most {most} a month', {
          first: formatMonth(first),
          last: formatMonth(last),
          most: formatCount(most),
        })}
        {undated > 0 && say('; {undated} of unknown date', { undated: formatCount(undated) })}.
      </p>
    </section>
  );
}

function showOnMap({ geometry }: HotspotDetail): void {
  const ring = geometry.coordinates[0] ?? [];
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const map = currentMap.value;
  if (map === null || ring.length === 0) return;
  // The cells follow the zoom, so it stays.
  map.moveTo({
    lon: (Math.min(...lons) + Math.max(...lons)) / 2,
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    zoom: map.place().zoom,
  });
}
