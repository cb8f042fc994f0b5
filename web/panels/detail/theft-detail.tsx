import type { ComponentChildren } from 'preact';
import type { TheftFeature } from '../../../domain/market-responses.ts';
import { RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import { theftDetail } from '../../state/market-detail.ts';
import { shownThefts } from '../../state/market-records.ts';
import { select } from '../../state/page.ts';
import { guns } from '../../words/format.ts';
import { dayWords, gunWords, theftSentence } from '../../words/market-sentences.ts';
import { THEFT_KIND_WORDS, THEFT_VICTIM_WORDS } from '../../words/market-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { Facts } from './facts.tsx';
import { GunLink } from './gun-link.tsx';
import { OthersHere, placeKnownTo, ShowPlace } from './record-place.tsx';
import { Sources } from './sources.tsx';

/** The selected theft or loss, as it was reported. */
export function TheftDetail({ id }: { id: number }) {
  const { answer, error, loading } = theftDetail.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={theftDetail.retry} />;
  if (answer === null || answer.id !== id) {
    return (
      <p class="muted" role="status">
        {loading
          ? say('Looking up the theft…')
          : say(
              'This theft is not there any more, or not shared with you. Pick another on the map or in the table.',
            )}
      </p>
    );
  }
  const is = answer.properties;
  return (
    <>
      <h2>
        {THEFT_KIND_WORDS[is.theftKind]}, {guns(is.guns)}
      </h2>
      <p>{is.place}</p>
      <Facts facts={factsOf(answer)} />
      <ShowPlace geometry={answer.geometry} />
      <OthersHere
        one={answer}
        records={shownThefts.value}
        kind="theft"
        title={say('Other guns stolen or lost here')}
        tell={(other) => theftSentence([other])}
      />
      <GunLink kind="theft" id={answer.id} />
      <Sources sources={[is.source]} />
      <p class="muted small">{sayKnown(RECORDED_ONLY)}</p>
    </>
  );
}

function factsOf(theft: TheftFeature): readonly (readonly [string, ComponentChildren])[] {
  const is = theft.properties;
  return [
    [say('From'), <Victim key="from" theft={theft} />],
    [say('Stolen or lost'), dayWords(is.stolenOn)],
    [say('Reported'), dayWords(is.reportedOn)],
    ...(is.reportNumber === null ? [] : [[say('Report'), is.reportNumber] as const]),
    ...(is.reportedKind === null ? [] : [[say('In the words of the file'), is.reportedKind] as const]),
    [say('Firearm'), `${gunWords(is)}${is.serialObliterated ? say(', serial number obliterated') : ''}`],
    [say('Agency'), is.agencyName],
    [say('Place'), placeWords(theft)],
  ];
}

/** Where a private person was robbed is shown by ZIP, however exactly it is known. */
const placeWords = ({ geometry, properties }: TheftFeature): string =>
  geometry === null && properties.victimKind === 'private'
    ? say('told by ZIP: of private persons no point is drawn')
    : placeKnownTo(properties.precision);

function Victim({ theft: { properties } }: { theft: TheftFeature }) {
  const { dealerId, dealerName, dealerState, victimKind } = properties;
  if (dealerId === null) return <>{dealerName ?? THEFT_VICTIM_WORDS[victimKind].label}</>;
  return (
    <>
      <button type="button" class="link-button" onClick={() => select({ kind: 'dealer', id: dealerId })}>
        {dealerName ?? say('Dealer')}
      </button>
      {dealerState === null ? '' : `, ${dealerState}`}
    </>
  );
}
