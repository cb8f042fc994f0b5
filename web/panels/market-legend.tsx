import type { ComponentChildren } from 'preact';
import type { MarketLayer } from '../../domain/record-filter.ts';
import { LINK_TYPES, OBTAINED_HOW, THEFT_VICTIMS } from '../../domain/vocabulary.ts';
import { debriefs, links, thefts } from '../state/market-records.ts';
import { changePage, page } from '../state/page.ts';
import type { Resource } from '../state/resource.ts';
import { can } from '../state/session.ts';
import { formatCount, guns } from '../words/format.ts';
import { gunsOf } from '../words/market-sentences.ts';
import {
  countedRecords,
  LINK_TYPE_WORDS,
  MARKET_LAYER_WORDS,
  noRecordsWords,
  OBTAINED_HOW_WORDS,
  THEFT_VICTIM_WORDS,
} from '../words/market-words.ts';
import { say } from '../words/say.ts';
import { LegendEntry } from './legend-entry.tsx';
import { MarketNote } from './market-note.tsx';

/** What agencies hold of the market beside traces, for those who see single records. */
export function MarketEntries() {
  return (
    <>
      <MarketEntry layer="links" held={links} tell={LinksKey} />
      <MarketEntry layer="debriefs" held={debriefs} tell={DebriefsKey} />
      <MarketEntry layer="thefts" held={thefts} tell={TheftsKey} />
    </>
  );
}

interface MarketAnswer {
  readonly numberMatched: number;
  readonly features: readonly unknown[];
}

function MarketEntry<Answer extends MarketAnswer>({
  layer,
  held,
  tell: Tell,
}: {
  layer: MarketLayer;
  held: { readonly value: { readonly value: Resource<Answer> } };
  tell: (props: { answer: Answer }) => ComponentChildren;
}) {
  const { answer, error } = held.value.value;
  const { label, many } = MARKET_LAYER_WORDS[layer];
  const isNarrowed = page.value.linkType !== null && layer === 'links';
  return (
    <LegendEntry id={layer} label={label}>
      {error !== null && <p class="legend-note">{say('They could not be looked up.')}</p>}
      {error === null && answer === null && <p class="legend-note">{say('Looking up {many}…', { many })}</p>}
      {error === null && answer !== null && (
        <>
          {answer.numberMatched === 0 && !isNarrowed ? (
            <p class="legend-note">{noRecordsWords(layer, can('steward'))}</p>
          ) : (
            <Tell answer={answer} />
          )}
          <MarketNote layer={layer} />
        </>
      )}
    </LegendEntry>
  );
}

/** How many there are beyond those looked at. */
function CutNote({ layer, answer }: { layer: MarketLayer; answer: MarketAnswer }) {
  const { numberMatched, features } = answer;
  return features.length < numberMatched ? (
    <p class="legend-note">
      {say(
        '{count} of {layer} are drawn and listed, the newest. Narrow the dates or areas to see the others.',
        { count: formatCount(features.length), layer: countedRecords(layer, numberMatched) },
      )}
    </p>
  ) : null;
}

/** A class of a layer: its symbol, its name and how many it has; picked, only those are shown. */
function ClassLine({
  symbol,
  label,
  title,
  count,
  isOnly,
  onPick,
}: {
  symbol: ComponentChildren;
  label: string;
  title?: string;
  count: string;
  isOnly: boolean;
  onPick: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        class="legend-class"
        aria-pressed={isOnly}
        title={say('{words}Click to show {words2}', {
          words: title === undefined ? '' : `${title}. `,
          words2: isOnly ? say('all') : say('only these'),
        })}
        onClick={onPick}
      >
        {symbol}
        <span class="legend-label">{label}</span>
        <span class="number muted">{count}</span>
      </button>
    </li>
  );
}

function LinksKey({ answer }: { answer: NonNullable<typeof links.value.value.answer> }) {
  const { linkType } = page.value;
  const countOf = (type: (typeof LINK_TYPES)[number]) =>
    answer.features.filter(({ properties }) => properties.linkType === type).length;
  const undrawn = answer.features.filter(({ geometry }) => geometry === null).length;
  return (
    <>
      <ul class="legend-list">
        {[...LINK_TYPES].reverse().map((type) => (
          <ClassLine
            key={type}
            symbol={<LinkSample isDashed={type === 'lead'} />}
            label={LINK_TYPE_WORDS[type].label}
            title={LINK_TYPE_WORDS[type].means}
            // Of those not asked for nothing is known.
            count={linkType === null || linkType === type ? formatCount(countOf(type)) : ''}
            isOnly={linkType === type}
            onPick={() => changePage({ linkType: linkType === type ? null : type })}
          />
        ))}
        <li class="legend-class">
          <span class="swatch round" style={{ background: 'var(--link)' }} />
          {say('Incident')}
        </li>
      </ul>
      <CutNote layer="links" answer={answer} />
      {undrawn > 0 && (
        <p class="legend-note">
          {say('{countedRecords} without two places known to the street: no line, in the table alone.', {
            countedRecords: countedRecords('links', undrawn),
          })}
        </p>
      )}
    </>
  );
}

const LinkSample = ({ isDashed }: { isDashed: boolean }) => (
  <svg width="34" height="8" aria-hidden="true">
    <line class={isDashed ? 'sample-link dashed' : 'sample-link'} x1="2" x2="32" y1="4" y2="4" />
  </svg>
);

function DebriefsKey({ answer }: { answer: NonNullable<typeof debriefs.value.value.answer> }) {
  const { obtained } = page.value;
  const ways = OBTAINED_HOW.map((how) => ({
    how,
    count: answer.features.filter(({ properties }) => properties.obtainedHow === how).length,
  })).filter(({ how, count }) => count > 0 || how === obtained);
  return (
    <>
      <ul class="legend-list">
        {ways.map(({ how, count }) => (
          <ClassLine
            key={how}
            symbol={<span class="swatch bubble">{OBTAINED_HOW_WORDS[how].letter}</span>}
            label={OBTAINED_HOW_WORDS[how].label}
            count={formatCount(count)}
            isOnly={obtained === how}
            onPick={() => changePage({ obtained: obtained === how ? null : how })}
          />
        ))}
      </ul>
      <CutNote layer="debriefs" answer={answer} />
      <UndrawnNote layer="debriefs" answer={answer} why={say('known to an area only')} />
    </>
  );
}

function TheftsKey({ answer }: { answer: NonNullable<typeof thefts.value.value.answer> }) {
  const { victim } = page.value;
  const victims = THEFT_VICTIMS.map((kind) => ({
    kind,
    of: answer.features.filter(({ properties }) => properties.victimKind === kind),
  })).filter(({ kind, of }) => of.length > 0 || kind === victim);
  return (
    <>
      <ul class="legend-list">
        {victims.map(({ kind, of }) => (
          <ClassLine
            key={kind}
            symbol={
              <svg width="18" height="16" aria-hidden="true">
                <path class="sample-theft" d="M1 2h16L9 15z" />
              </svg>
            }
            label={say('From {from}', { from: THEFT_VICTIM_WORDS[kind].from })}
            count={guns(gunsOf(of))}
            isOnly={victim === kind}
            onPick={() => changePage({ victim: victim === kind ? null : kind })}
          />
        ))}
      </ul>
      <CutNote layer="thefts" answer={answer} />
      <UndrawnNote layer="thefts" answer={answer} why={say('of private persons, or known to an area only')} />
    </>
  );
}

/** What has no point of its own, and where it stands instead. */
function UndrawnNote({
  layer,
  answer: { numberMatched, drawable },
  why,
}: {
  layer: MarketLayer;
  answer: { readonly numberMatched: number; readonly drawable: number };
  why: string;
}) {
  const undrawn = numberMatched - drawable;
  return undrawn > 0 ? (
    <p class="legend-note">
      {say('{layer} {words} no point ({why}): by area in the table.', {
        layer: countedRecords(layer, undrawn),
        words: undrawn === 1 ? say('has') : say('have'),
        why,
      })}
    </p>
  ) : null;
}
