import type { GunEvent } from '../../../domain/guns/gun-events.ts';
import { eventKey, isSurelyOf } from '../../../domain/guns/gun-events.ts';
import type { GunLife } from '../../../domain/guns/gun-life.ts';
import { sourceWords } from '../../panels/detail/sources.tsx';
import { eventInFocus } from '../../state/gun.ts';
import { changePage } from '../../state/page.ts';
import type { Selection } from '../../state/selection.ts';
import { formatDay } from '../../words/format.ts';
import { doubtWords, eventWords, sinceWords } from '../../words/gun-words.ts';
import { say } from '../../words/say.ts';

/** The life of a gun in order, each event with its place and the lines of files that tell it. */
export function GunTimeline({ life, events }: { life: GunLife; events: readonly GunEvent[] }) {
  return (
    <ol class="gun-timeline" aria-label={say('Life of this gun')}>
      {events.map((event, index) => (
        <TimelineEvent
          key={eventKey(event)}
          life={life}
          event={event}
          number={index}
          since={sinceWords(event, events[index - 1])}
        />
      ))}
    </ol>
  );
}

interface TimelineEventProps {
  readonly life: GunLife;
  readonly event: GunEvent;
  readonly number: number;
  readonly since: string | null;
}

function TimelineEvent({ life, event, number, since }: TimelineEventProps) {
  const record = recordOf(event, life);
  const look = () => {
    eventInFocus.value = number;
  };
  const away = () => {
    eventInFocus.value = null;
  };
  return (
    <li
      id={`gun-event-${number}`}
      class={`gun-event ${event.kind}${event.isSure ? '' : ' unsure'}${eventInFocus.value === number ? ' active' : ''}`}
      onPointerEnter={look}
      onPointerLeave={away}
    >
      <span class="gun-number" aria-hidden="true">
        {number + 1}
      </span>
      <div>
        <p class="gun-when">
          {event.on === null ? say('Day unknown') : formatDay(event.on)}
          {since !== null && <span class="muted"> · {since}</span>}
        </p>
        <p class="gun-what">{eventWords(event)}</p>
        {!event.isSure && <p class="caution small">{doubtOf(event, life)}</p>}
        <p class="muted small">
          {placeWords(event).join(' · ')}
          {event.position === null && event.place !== '' && say(' · no point on the map')}
        </p>
        <p class="muted small">{event.sources.map(sourceWords).join('; ')}</p>
        {record !== null && (
          <button
            type="button"
            class="link-button small"
            onFocus={look}
            onBlur={away}
            onClick={() => changePage({ view: 'map', selection: [record] })}
          >
            {OPEN_WORDS[event.kind]}
          </button>
        )}
      </div>
    </li>
  );
}

/** Where, and whose it was; who reported a sale says nothing of it. */
const placeWords = ({ kind, place, agencyName }: GunEvent): readonly string[] =>
  [place, kind === 'sold' ? '' : agencyName].filter((words) => words !== '');

const OPEN_WORDS: Readonly<Record<GunEvent['kind'], string>> = {
  sold: say('Open the dealer'),
  stolen: say('Open the report'),
  obtained: say('Open the debrief'),
  used: say('Open the chain'),
  recovered: say('Open the recovery'),
};

/** What of the Map view tells more of an event. */
function recordOf(event: GunEvent, { links }: GunLife): Selection | null {
  switch (event.kind) {
    case 'sold':
      return event.dealerId === null ? null : { kind: 'dealer', id: event.dealerId };
    case 'stolen':
      return { kind: 'theft', id: event.theft.id };
    case 'obtained':
      return { kind: 'debrief', id: event.debrief.id };
    case 'recovered':
      return { kind: 'recovery', id: event.recovery.id };
    case 'used': {
      const { incident } = event.incident;
      const link = links.find(({ properties }) =>
        properties.incidents.some((one) => one.incident === incident),
      );
      return link === undefined ? null : { kind: 'link', id: link.id };
    }
  }
}

function doubtOf(event: GunEvent, life: GunLife): string {
  const { records, links } = life;
  if (event.kind === 'used') {
    return links.some(({ properties }) => properties.incidents.some((one) => isSurelyOf(life, one)))
      ? say('Perhaps another gun: only a lead, which nobody has confirmed, joins it with this one.')
      : say('Perhaps another gun: nobody can say that the laboratory had this one.');
  }
  const told = records.find(
    ({ isSure, record }) =>
      !isSure &&
      event.sources.some(({ batch, row }) => {
        const { source } = 'properties' in record ? record.properties : record;
        return source.batch === batch && source.row === row;
      }),
  );
  return doubtWords(told?.comparison ?? null);
}
