import { useSignal } from '@preact/signals';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { AREA_CLASS_FROM, areaClassLabel } from '../map/area-classes.ts';
import { drawnFromZoom } from '../map/data-layers.ts';
import { flowWidthPx } from '../map/flow-scale.ts';
import { layout } from '../state/layout.ts';
import { isScaleHeld, scaleInUse } from '../state/line-scale.ts';
import { flows, mapZoom, summary, way } from '../state/map-data.ts';
import { changePage, page } from '../state/page.ts';
import { LINE_LIMITS } from '../state/page-state.ts';
import { can } from '../state/session.ts';
import { onLinesWords } from '../words/flow-words.ts';
import { formatCount, guns } from '../words/format.ts';
import { say, sayKnown } from '../words/say.ts';
import { HotspotsKey } from './hotspots-key.tsx';
import { LegendEntry } from './legend-entry.tsx';
import { MarketEntries } from './market-legend.tsx';
import { isOnlyClass, toggleTimeToCrimeClass } from './time-to-crime-range.tsx';

/** What the symbols mean; layers are switched and classes filtered right here. */
export function Legend() {
  const { table, selection } = page.value;
  const chosen = useSignal<boolean | null>(null);
  // By itself it is open where it leaves enough of the map to see.
  const open = chosen.value ?? (layout.value === 'wide' && table === null && selection.length === 0);
  const isRecords = page.value.figures === 'records';
  return (
    <section class="legend" aria-label={say('Legend')}>
      <button
        type="button"
        class="legend-head"
        aria-expanded={open}
        onClick={() => {
          chosen.value = !open;
        }}
      >
        {say('Legend')}
      </button>
      {open && (
        <div class="legend-body">
          <FlowsEntry />
          {isRecords && (
            <>
              {can('records') && (
                <>
                  <RecoveriesEntry />
                  <DealersEntry />
                  <PurchasersEntry />
                </>
              )}
              <LegendEntry id="hotspots" label={say('Hotspots')}>
                <HotspotsKey />
              </LegendEntry>
              {can('records') && <MarketEntries />}
              <AreasEntry />
              <JurisdictionsEntry />
            </>
          )}
        </div>
      )}
    </section>
  );
}

function FlowsEntry() {
  const answer = flows.value.answer;
  const body = answer === null ? null : <FlowKey answer={answer} />;
  if (page.value.figures === 'records') {
    return (
      <LegendEntry id="flows" label={say('Flows {way}', { way: way.value.way })}>
        {body}
      </LegendEntry>
    );
  }
  return (
    <div class="legend-entry">
      <strong>{say('Flows {way}', { way: way.value.way })}</strong>
      {body}
    </div>
  );
}

const SAMPLE_PARTS = [1, 0.2, 0.02];

function FlowKey({ answer }: { answer: NonNullable<typeof flows.value.answer> }) {
  const { flowTop } = scaleInUse.value;
  const isCapped = answer.features.some(({ properties }) => properties.count > flowTop);
  const samples = [...new Set(SAMPLE_PARTS.map((part) => Math.max(1, Math.round(flowTop * part))))];
  return (
    <>
      <ul class="legend-list">
        {samples.map((count) => (
          <li key={count}>
            <FlowSample widthPx={flowWidthPx(count, flowTop)} />
            {guns(count)}
            {isCapped && count === flowTop && say(' and more')}
          </li>
        ))}
        <li>
          <svg width="34" height="18" aria-hidden="true">
            <circle class="sample-ring" cx="17" cy="9" r="7" />
            <circle class="sample-sold" cx="17" cy="9" r="4" />
          </svg>
          {say('stayed in the area')}
        </li>
        <li>
          <svg width="34" height="14" aria-hidden="true">
            <circle class="sample-sold" cx="9" cy="7" r="6" />
            <circle class="sample-recovered" cx="25" cy="7" r="6" />
          </svg>
          {way.value.origin.here}, {way.value.destination.here}
        </li>
      </ul>
      <LineScale />
      <LineLimit />
      <p class="legend-note">{onLinesWords(answer)}</p>
    </>
  );
}

/** Whether widths and sizes follow what is shown, or can be compared from picture to picture. */
function LineScale() {
  const isFixed = page.value.scale !== null;
  return (
    <>
      <label class="row-field" title={say('Sizes of nodes and rings go with it')}>
        <span>{say('Line width')}</span>
        <select
          class="field"
          value={isFixed ? 'fixed' : 'fits'}
          onChange={({ currentTarget: { value } }) =>
            changePage({ scale: value === 'fixed' ? scaleInUse.peek() : null })
          }
        >
          <option value="fits">{say('fits what is shown')}</option>
          <option value="fixed">{say('stays the same')}</option>
        </select>
      </label>
      {isFixed && <p class="legend-note">{say('Every picture with this address has the widths above.')}</p>}
      {isScaleHeld.value && (
        <p class="legend-note">
          {say('While months are played, widths are those of the months with most guns.')}
        </p>
      )}
    </>
  );
}

/** How many flows are drawn: fewer for the picture, more for the search. */
function LineLimit() {
  return (
    <label class="row-field">
      <span>{say('Draw the largest')}</span>
      <select
        class="field"
        value={String(page.value.lines)}
        onChange={({ currentTarget: { value } }) => changePage({ lines: Number(value) }, 'same')}
      >
        {LINE_LIMITS.map((limit) => (
          <option key={limit} value={String(limit)}>
            {formatCount(limit)}
          </option>
        ))}
      </select>
    </label>
  );
}

function FlowSample({ widthPx }: { widthPx: number }) {
  const half = Math.max(4, widthPx * 0.9);
  return (
    <svg width="34" height="20" aria-hidden="true">
      <line class="sample-flow" x1="0" x2={34 - half * 1.4} y1="10" y2="10" stroke-width={widthPx} />
      <path class="sample-head" d={`M34 10l${-half * 1.6} ${-half}v${half * 2}z`} />
    </svg>
  );
}

function RecoveriesEntry() {
  const answer = summary.value.value.answer;
  const hidden = answer === null ? 0 : answer.funnel.recovered - answer.drawable;
  if (mapZoom.value < drawnFromZoom('recoveries', page.value.shown)) {
    return (
      <LegendEntry id="recoveries" label={say('Recoveries, by time from sale')}>
        <p class="legend-note">{say('Zoom in to see them beside the flows, or switch the flows off.')}</p>
      </LegendEntry>
    );
  }
  return (
    <LegendEntry id="recoveries" label={say('Recoveries, by time from sale')}>
      <ul class="legend-list">
        {TIME_TO_CRIME_BUCKETS.map(({ id, label }, index) => (
          <li key={id}>
            <button
              type="button"
              class="legend-class"
              aria-pressed={isOnlyClass(index)}
              title={say('Show only these')}
              onClick={() => toggleTimeToCrimeClass(index)}
            >
              <span class="swatch" style={{ background: `var(--ttc-${id})` }} />
              {sayKnown(label)}
            </button>
          </li>
        ))}
        <li class="legend-class">
          <span class="swatch" style={{ background: 'var(--ttc-unknown)' }} />
          {say('Unknown')}
        </li>
        <li class="legend-class">
          <span class="swatch round" style={{ background: 'var(--recovered)' }} />
          {say('One recovery')}
        </li>
      </ul>
      {hidden > 0 && (
        <p class="legend-note">
          {say('{hidden} more are known to an area only: they count there and are not drawn as points.', {
            hidden: formatCount(hidden),
          })}
        </p>
      )}
    </LegendEntry>
  );
}

function DealersEntry() {
  return (
    <LegendEntry id="dealers" label={say('Dealers, by guns traced to them')}>
      <ul class="legend-list">
        <li class="legend-class">
          <span class="swatch" style={{ background: 'var(--sold)' }} />
          {say('At their address')}
        </li>
        <li class="legend-class">
          <span class="swatch outlined">3</span>
          {say('Dealers known by ZIP area only')}
        </li>
      </ul>
    </LegendEntry>
  );
}

function PurchasersEntry() {
  return (
    <LegendEntry id="purchasers" label={say('Where buyers lived')}>
      <ul class="legend-list">
        <li class="legend-class">
          <svg width="22" height="22" aria-hidden="true">
            <path class="sample-homes" d="M11 2 20 11 11 20 2 11Z" />
            <text class="sample-homes-count" x="11" y="15">
              3
            </text>
          </svg>
          {say('Guns by their buyer’s state, county or ZIP')}
        </li>
      </ul>
      <p class="legend-note">
        {say(
          'Each number stands in the middle of its area, never at a home. Homes known no closer count for the county or state.',
        )}
      </p>
    </LegendEntry>
  );
}

function AreasEntry() {
  return (
    <LegendEntry id="areas" label={say('Recoveries by area')}>
      <ul class="legend-list">
        {AREA_CLASS_FROM.map((from, index) => (
          <li key={from} class="legend-class">
            <span class="swatch" style={{ background: `var(--area-${index})` }} />
            {areaClassLabel(index)}
          </li>
        ))}
      </ul>
    </LegendEntry>
  );
}

function JurisdictionsEntry() {
  return (
    <LegendEntry id="jurisdictions" label={say('Jurisdictions')}>
      <ul class="legend-list">
        <li class="legend-class">
          <svg width="34" height="6" aria-hidden="true">
            <line class="sample-jurisdiction" x1="0" x2="34" y1="3" y2="3" />
          </svg>
          {say('What an agency answers for')}
        </li>
      </ul>
    </LegendEntry>
  );
}
