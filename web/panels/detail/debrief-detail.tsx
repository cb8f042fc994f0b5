import type { DebriefFeature } from '../../../domain/market-responses.ts';
import { RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import { debriefDetail } from '../../state/market-detail.ts';
import { shownDebriefs } from '../../state/market-records.ts';
import { can } from '../../state/session.ts';
import { formatCount } from '../../words/format.ts';
import { dayWords, debriefSentence, gunWords } from '../../words/market-sentences.ts';
import { OBTAINED_FROM_WORDS, OBTAINED_HOW_WORDS } from '../../words/market-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { Facts } from './facts.tsx';
import { GunLink } from './gun-link.tsx';
import { OthersHere, placeKnownTo, ShowPlace } from './record-place.tsx';
import { Sources } from './sources.tsx';
import { StatementSection } from './statement-section.tsx';

/** The selected debrief: how, from whom and where a gun was obtained, as somebody told it. */
export function DebriefDetail({ id }: { id: number }) {
  const { answer, error, loading } = debriefDetail.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={debriefDetail.retry} />;
  if (answer === null || answer.id !== id) {
    return (
      <p class="muted" role="status">
        {loading
          ? say('Looking up the debrief…')
          : say(
              'This debrief is not there any more, or not shared with you. Pick another on the map or in the table.',
            )}
      </p>
    );
  }
  return (
    <>
      <h2>
        {say('Debrief{words}', {
          words:
            answer.properties.debriefedOn === null
              ? ''
              : say(' of {debriefedOn}', { debriefedOn: dayWords(answer.properties.debriefedOn) }),
        })}
      </h2>
      <p>{say('Where the gun was obtained: {place}', { place: answer.properties.place })}</p>
      <Facts facts={factsOf(answer)} />
      <ShowPlace geometry={answer.geometry} />
      {can('persons') && <StatementSection key={answer.id} debriefId={answer.id} />}
      <OthersHere
        one={answer}
        records={shownDebriefs.value}
        kind="debrief"
        title={say('Other guns obtained here')}
        tell={(other) => debriefSentence([other])}
      />
      <GunLink kind="debrief" id={answer.id} />
      <Sources sources={[answer.properties.source]} />
      <p class="muted small">{sayKnown(RECORDED_ONLY)}</p>
    </>
  );
}

function factsOf({ properties: is }: DebriefFeature): readonly (readonly [string, string])[] {
  return [
    [say('How'), withReported(OBTAINED_HOW_WORDS[is.obtainedHow].label, is.reportedHow)],
    [say('From'), withReported(OBTAINED_FROM_WORDS[is.obtainedFrom], is.reportedFrom)],
    [say('Obtained'), dayWords(is.obtainedOn)],
    ...(is.priceDollars === null ? [] : [[say('Price'), `$${formatCount(is.priceDollars)}`] as const]),
    [say('Firearm'), `${gunWords(is)}${is.serialObliterated ? say(', serial number obliterated') : ''}`],
    [say('Agency'), is.agencyName],
    [say('Place known to'), placeKnownTo(is.precision)],
  ];
}

/** The file's own words stand beside ours, where they say more. */
const withReported = (words: string, reported: string | null): string =>
  reported === null || words.toLowerCase().includes(reported.toLowerCase())
    ? words
    : `${words} (“${reported}”)`;
