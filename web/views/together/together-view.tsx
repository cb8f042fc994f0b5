import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './together-view.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { ContactRequest, RevealKind, Reveals } from '../../../domain/reveals.ts';
import { REVEAL_WORDS } from '../../../domain/reveals.ts';
import { getReveals, listContactRequests } from '../../api/reveals.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { contactsChanged } from '../../state/contact-count.ts';
import { changePage } from '../../state/page.ts';
import { can, dataChanges } from '../../state/session.ts';
import { formatCount, formatFigure } from '../../words/format.ts';
import { gunWords, revealsSentence, sharedWords, withoutWords } from '../../words/reveal-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { useLoaded } from '../use-loaded.ts';
import { ContactRequestTable } from './contact-requests.tsx';
import { PartList } from './part-list.tsx';
import { RevealTable } from './reveal-table.tsx';

const NO_REQUESTS: { readonly items: readonly ContactRequest[] } = { items: [] };

/** What agencies know only because they share: dealers, purchasers, guns and corridors. */
export function TogetherView() {
  const { value, error, reload } = useLoaded(getReveals, `reveals ${dataChanges.value}`);
  const contacts = useLoaded(
    async (signal) => (can('records') ? await listContactRequests(signal) : NO_REQUESTS),
    'contact requests',
  );
  const done = useSignal('');
  const changed = (what: string) => {
    done.value = what;
    contacts.reload();
    contactsChanged();
  };
  const requests = contacts.value?.items ?? [];
  // What waits for an answer comes before everything else.
  const isAsked = requests.some(({ mayAnswer }) => mayAnswer);
  const isAlone = value !== null && (value.own === null || value.partners === 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="region-page" tabIndex={0}>
      <header class="region-head">
        <div>
          <h1>{say('Known only together')}</h1>
          <p class="muted">
            {value === null
              ? error === null && say('Comparing what the agencies have …')
              : isAlone
                ? say('What agencies see only because they share.')
                : revealsSentence(value)}
          </p>
        </div>
      </header>
      <p class={done.value === '' ? 'visually-hidden' : 'region-done'} role="status">
        {done.value}
      </p>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {contacts.error !== null && <LoadError message={contacts.error} onRetry={contacts.reload} />}
      {value !== null && isAlone && <Alone own={value.own?.name ?? null} />}
      {isAsked && <ContactRequestTable items={requests} onAnswered={changed} />}
      {value !== null && !isAlone && <RevealSections reveals={value} requests={requests} onAsked={changed} />}
      {!isAsked && <ContactRequestTable items={requests} onAnswered={changed} />}
    </div>
  );
}

function Alone({ own }: { own: string | null }) {
  const maySeeSharing = can('agree') || can('administer');
  return (
    <div class="empty">
      <h2>{own === null ? say('You belong to no agency') : say('Nobody shares with you yet')}</h2>
      <p class="muted">
        {own === null
          ? say('What agencies know together is told to each of them, by what the others share with it.')
          : say(
              '{own} sees its own records alone, so there is nothing to compare them with. Others share by agreements, which stewards write.',
              { own },
            )}
      </p>
      {maySeeSharing ? (
        <button type="button" class="button primary" onClick={() => changePage({ view: 'sharing' })}>
          {say('Who shares what with whom')}
        </button>
      ) : (
        own !== null && <p class="muted">{say('Ask a steward of your agency.')}</p>
      )}
    </div>
  );
}

interface SectionsProps {
  readonly reveals: Reveals;
  readonly requests: readonly ContactRequest[];
  readonly onAsked: (what: string) => void;
}

function RevealSections({ reveals, requests, onAsked }: SectionsProps) {
  const { dealers, purchasers, guns, corridors, notice } = reveals;
  const own = reveals.own?.code ?? null;
  const asking = { requests, onAsked };
  return (
    <>
      <Section kind="dealer" title={say('Dealers with few traces in each agency')} part={dealers}>
        <RevealTable
          name="dealer"
          caption={say('dealers known only together')}
          about={say('Dealer')}
          rows={dealers.items}
          title={({ name }) => name}
          cell={({ id, name, city, state }) => (
            <>
              <OpenLink to={{ view: 'map', selection: [{ kind: 'dealer', id: Number(id) }] }}>
                {name}
              </OpenLink>
              <small class="muted">{[city, state].filter((one) => one !== null).join(', ')}</small>
            </>
          )}
          parts={(row) => <PartList kind="dealer" what={row.name} {...row} {...asking} />}
        />
      </Section>
      <Section kind="purchaser" title={say('Purchasers in several agencies’ data')} part={purchasers}>
        <RevealTable
          name="purchaser"
          caption={say('purchasers known only together')}
          about={say('Purchaser')}
          rows={purchasers.items}
          title={(row) => sharedWords('purchaser', row, own)}
          cell={(row) =>
            say('A purchaser with {sharedWords}', { sharedWords: sharedWords('purchaser', row, own) })
          }
          parts={(row) => (
            <PartList
              kind="purchaser"
              what={say('a purchaser with {sharedWords}', {
                sharedWords: sharedWords('purchaser', row, own),
              })}
              {...row}
              {...asking}
            />
          )}
        />
      </Section>
      <Section kind="gun" title={say('Guns that several agencies recovered')} part={guns}>
        <RevealTable
          name="gun"
          caption={say('guns known only together')}
          about={say('Gun')}
          rows={guns.items}
          title={gunWords}
          cell={gunWords}
          parts={(row) => <PartList kind="gun" what={gunWords(row)} {...row} {...asking} />}
        />
      </Section>
      <Section kind="corridor" title={say('Corridors that stand out only together')} part={corridors}>
        <RevealTable
          name="corridor"
          caption={say('corridors known only together')}
          about={say('Corridor')}
          rows={corridors.items}
          title={({ originName, destinationName }) => `${originName} to ${destinationName}`}
          cell={({ origin, destination, originName, destinationName, expected, ratio, beyondScatter }) => (
            <>
              <OpenLink
                to={{ view: 'map', level: 'state', selection: [{ kind: 'flow', origin, destination }] }}
              >
                {say('{originName} to {destinationName}', { originName, destinationName })}
              </OpenLink>
              <small class="muted">
                {say('{expected} guns expected; {ratio} times as many ({low}–{high}, 95 %)', {
                  expected: formatFigure(expected),
                  ratio: formatFigure(ratio.value),
                  low: formatFigure(ratio.low),
                  high: formatFigure(ratio.high),
                })}
                {beyondScatter && say(', above the scatter of the other flows')}
              </small>
            </>
          )}
          parts={(row) => (
            <PartList
              kind="corridor"
              what={`${row.originName} to ${row.destinationName}`}
              {...row}
              {...asking}
            />
          )}
        />
      </Section>
      <p class="muted small">{sayKnown(notice)}</p>
    </>
  );
}

interface SectionProps {
  readonly kind: RevealKind;
  readonly title: string;
  readonly part: Omit<Reveals['dealers'], 'items'> & { readonly items: readonly unknown[] };
  readonly children: ComponentChildren;
}

/** One kind of what is known together: by which rule, whose data takes no part, and the rows or why there are none. */
function Section({ kind, title, part: { items, total, without, closed }, children }: SectionProps) {
  const id = `together-${kind}`;
  const left = withoutWords(kind, without);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {closed === null && <span class="muted"> – {formatCount(total)}</span>}
      </h2>
      {closed !== null ? (
        <p class="muted">{closed}</p>
      ) : (
        <>
          <p class="muted small">
            {sayKnown(REVEAL_WORDS[kind].rule)} {left}
          </p>
          {items.length === 0 ? <p>{say('None by this rule.')}</p> : children}
          {total > items.length && (
            <p class="muted small">
              {say('{count} of {total} are told: those in your own data first, then those with the most.', {
                count: formatCount(items.length),
                total: formatCount(total),
              })}
            </p>
          )}
        </>
      )}
    </section>
  );
}
