import { ceilingOf, SHARING_LEVELS, sharingOf } from '../../domain/access.ts';
import type { Session } from '../../domain/responses.ts';
import { changePage } from '../state/page.ts';
import { account, can, session } from '../state/session.ts';
import { countOf, formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';
import { exceptionWords, LEVEL_WORDS, topLevel } from '../words/sharing-words.ts';
import { Popover } from './popover.tsx';

type SeenAgency = Session['scope']['agencies'][number];

/** Whose records are seen, and how closely. */
export function ScopeChip() {
  const scope = session.value.value.answer?.scope;
  const who = account.value;
  if (scope === undefined || who === null) return null;
  const ceiling = ceilingOf(who.capabilities);
  const own = scope.agencies.filter(({ code }) => code === who.agency?.code);
  const partners = scope.agencies.filter((agency) => !own.includes(agency));
  // What is seen of partners is told in the reader's language; the rest are names.
  const label =
    own[0] === undefined || partners.length === 0
      ? scope.label
      : say('{own} + {partners}', {
          own: own[0].name,
          partners: countOf(partners.length, say('partner'), say('partners')),
        });
  return (
    <Popover
      label={
        <>
          <span class="scope-label">{label}</span>
          <span class="scope-count" aria-hidden="true">
            {formatCount(scope.agencies.length)}
          </span>
        </>
      }
      buttonClass="scope-chip"
      title={say('Whose records you see')}
      closesOnChoice
    >
      <div class="scope-list">
        <h2 class="popover-title">{say('What you see')}</h2>
        {own.length > 0 && (
          <ScopeGroup
            title={say('Your own agency')}
            meaning={`${LEVEL_WORDS[ceiling].label.toLowerCase()}, ${LEVEL_WORDS[ceiling].meaning}`}
            agencies={own.map((agency) => ({ ...agency, sharing: sharingOf(() => ceiling) }))}
          />
        )}
        {[...SHARING_LEVELS].reverse().map((level) => (
          <ScopeGroup
            key={level}
            title={
              own.length > 0
                ? say('Partners: {label}', { label: LEVEL_WORDS[level].label.toLowerCase() })
                : LEVEL_WORDS[level].label
            }
            meaning={LEVEL_WORDS[level].meaning}
            agencies={partners.filter(({ sharing }) => topLevel(sharing) === level)}
          />
        ))}
        {scope.agencies.length === 0 && <p class="muted small">{say('Nobody’s records.')}</p>}
        {(can('agree') || can('administer')) && (
          <button type="button" class="link-button small" onClick={() => changePage({ view: 'sharing' })}>
            {say('Who shares what with whom')}
          </button>
        )}
      </div>
    </Popover>
  );
}

function ScopeGroup({
  title,
  meaning,
  agencies,
}: {
  title: string;
  meaning: string;
  agencies: readonly SeenAgency[];
}) {
  if (agencies.length === 0) return null;
  return (
    <section>
      <h4>
        {title} <span class="muted">– {meaning}</span>
      </h4>
      <ul>
        {agencies.map(({ code, name, state, sharing }) => {
          const but = exceptionWords(sharing);
          return (
            <li key={code}>
              {name} <span class="muted">{state}</span>
              {but !== '' && <span class="muted scope-but">{say('but {but}', { but })}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
