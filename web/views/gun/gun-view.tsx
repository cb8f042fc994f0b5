import './gun-view.css';
import type { GunLife } from '../../../domain/guns/gun-life.ts';
import { EmptyState } from '../../panels/empty-state.tsx';
import { ErrorNote } from '../../panels/error-note.tsx';
import { eventInFocus, gunLife, lifeOfGun } from '../../state/gun.ts';
import { changePage, page } from '../../state/page.ts';
import { toldByWords } from '../../words/gun-words.ts';
import { gunWords } from '../../words/market-sentences.ts';
import { say, sayKnown } from '../../words/say.ts';
import { GunCanvas } from './gun-canvas.tsx';
import { GunTimeline } from './gun-timeline.tsx';

/** A gun's page: its life in order, on a small map and in a list, with the sources. */
export function GunView() {
  const { answer, error } = gunLife.value.value;
  const back = () => changePage({ view: 'map' });
  return (
    <div class="gun-view">
      <button type="button" class="link-button small way-back" onClick={back}>
        {say('← The map')}
      </button>
      {page.value.openGun === null && <NoGun />}
      {error !== null && error.status === 404 && (
        <EmptyState
          isPage
          heading={error.message}
          reason={say('It may have gone with an import that was undone, or an agreement has ended.')}
          next={<ToMap />}
        />
      )}
      {error !== null && error.status !== 404 && <ErrorNote error={error} onRetry={gunLife.retry} />}
      {page.value.openGun !== null && answer === null && error === null && (
        <p class="muted" role="status">
          {say('Looking for all records of this gun…')}
        </p>
      )}
      {answer !== null && error === null && <Life life={answer} />}
    </div>
  );
}

function NoGun() {
  return (
    <EmptyState
      isPage
      heading={say('No gun is chosen')}
      reason={say(
        'Open a recovery, a theft or a debrief on the map, and ask for all that is known of its gun.',
      )}
      next={<ToMap />}
    />
  );
}

function ToMap() {
  return (
    <button type="button" class="button primary" onClick={() => changePage({ view: 'map' })}>
      {say('Go to the map')}
    </button>
  );
}

function Life({ life }: { life: GunLife }) {
  const events = lifeOfGun.value;
  const pick = (event: number) => {
    eventInFocus.value = event;
    document.getElementById(`gun-event-${event}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <article>
      <header>
        <h1>{gunWords(life.gun)}</h1>
        <p>
          {toldByWords(life)} <HowKnown life={life} />
        </p>
      </header>
      <div class="gun-body">
        <section aria-label={say('Where it was')} class="gun-map">
          <GunCanvas onPick={pick} />
        </section>
        <GunTimeline life={life} events={events} />
      </div>
      <p class="muted small">{sayKnown(life.notice)}</p>
    </article>
  );
}

function HowKnown({ life: { isKnownBySerial, gun, records } }: { life: GunLife }) {
  if (gun.serialObliterated) {
    return (
      <span class="caution">
        {say('Its serial number was obliterated: no other record can be known to be of it.')}
      </span>
    );
  }
  if (!isKnownBySerial) {
    return (
      <span class="caution">
        {say('Its record has no serial number that could tell it: no other record can be known to be of it.')}
      </span>
    );
  }
  return records.length === 1 ? (
    <span class="muted">{say('No other record that you may see has its serial number.')}</span>
  ) : (
    <span
      class="muted"
      title={say(
        "O and 0, I and 1 and zeros in front are read alike; a maker's names and importers are one.",
      )}
    >
      {say('Known to be one gun by serial number, maker and type.')}
    </span>
  );
}
