import { startDraft } from '../../state/corridor-draft.ts';
import { detailed } from '../../state/detail.ts';
import { flows, way } from '../../state/map-data.ts';
import { clearSelection, page, select } from '../../state/page.ts';
import { flowId, formatSelection } from '../../state/selection.ts';
import { can } from '../../state/session.ts';
import { formatCount, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { flowPlaces } from '../corridor/flow-places.ts';
import { Icon } from '../icon.tsx';
import { RecordsClosed } from '../records-closed.tsx';
import { AreaDetail } from './area-detail.tsx';
import { DealerDetailBody } from './dealer-detail.tsx';
import { DebriefDetail } from './debrief-detail.tsx';
import { FlowDetail } from './flow-detail.tsx';
import { HotspotDetailBody } from './hotspot-detail.tsx';
import { LinkDetail } from './link-detail.tsx';
import { RecoveryDetail } from './recovery-detail.tsx';
import { TheftDetail } from './theft-detail.tsx';

/** What is selected, in full; of several things the last one, under a list of all. */
export function DetailPanel() {
  const one = detailed.value;
  if (one === null) return null;
  return (
    <section class="detail" aria-label={say('Detail')}>
      <div class="detail-head">
        <SelectedList />
        <button
          type="button"
          class="button quiet icon"
          aria-label={say('Close the detail')}
          title={say('Close the detail (Esc)')}
          onClick={clearSelection}
        >
          <Icon name="close" />
        </button>
      </div>
      {one.kind === 'flow' && <FlowDetail origin={one.origin} destination={one.destination} />}
      {one.kind === 'flow' && can('define') && <SaveAsCorridor />}
      {one.kind === 'dealer' &&
        (can('records') ? <DealerDetailBody /> : <RecordsClosed what={say('Dealers')} />)}
      {one.kind === 'recovery' &&
        (can('records') ? <RecoveryDetail /> : <RecordsClosed what={say('Single recoveries')} />)}
      {one.kind === 'link' &&
        (can('records') ? <LinkDetail id={one.id} /> : <RecordsClosed what={say('Ballistic links')} />)}
      {one.kind === 'debrief' &&
        (can('records') ? <DebriefDetail id={one.id} /> : <RecordsClosed what={say('Debriefs')} />)}
      {one.kind === 'theft' &&
        (can('records') ? <TheftDetail id={one.id} /> : <RecordsClosed what={say('Thefts and losses')} />)}
      {one.kind === 'hotspot' && <HotspotDetailBody />}
      {one.kind === 'area' && <AreaDetail code={one.code} />}
    </section>
  );
}

/** Of flows of this installation's records between states and counties: from sales, not from where a gun was stolen or obtained. */
function SaveAsCorridor() {
  const { selection, figures } = page.value;
  const places = figures === 'records' && way.value.isOfTrace ? flowPlaces(selection) : null;
  if (places === null) return null;
  const several = selection.filter(({ kind }) => kind === 'flow').length > 1;
  return (
    <p class="small">
      <button type="button" class="button" onClick={() => startDraft(places)}>
        {several ? say('Save these flows as a corridor') : say('Save as a corridor')}
      </button>{' '}
      {!several && <span class="muted">{say('Shift and click add more flows.')}</span>}
    </p>
  );
}

function SelectedList() {
  const { selection } = page.value;
  if (selection.length < 2) return <span />;
  const counts = new Map(flows.value.answer?.features.map(({ id, properties }) => [id, properties.count]));
  const sum = selection.reduce(
    (total, one) =>
      total + (one.kind === 'flow' ? (counts.get(flowId(one.origin, one.destination)) ?? 0) : 0),
    0,
  );
  return (
    <div>
      <p class="small">
        <strong>{say('{count} selected', { count: formatCount(selection.length) })}</strong>
        {sum > 0 && say(', {sum} on the flows among them', { sum: guns(sum) })}
      </p>
      <ul class="chips">
        {selection.map((one) => (
          <li key={formatSelection(one)} class="chip">
            {formatSelection(one).replace(':', ' ').replace('>', ' → ')}
            <button
              type="button"
              class="button quiet icon"
              aria-label={say('Take {one} out of the selection', { one: formatSelection(one) })}
              onClick={() => select(one, true)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
