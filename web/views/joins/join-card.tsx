import { useEffect, useRef } from 'preact/hooks';
import type { Join, JoinedPurchaser } from '../../../domain/joins.ts';
import { decide, openJoinOf, personOf } from '../../state/joins.ts';
import { formatDay, formatShare, guns, whenOf } from '../../words/format.ts';
import { homeWords, PART_WORDS, personWords, saysWords, weightWords } from '../../words/join-words.ts';
import { say } from '../../words/say.ts';

/** Two buyers side by side, what speaks for and against their being one person, and what can be done. */
export function JoinCard({ join, isOpen }: { readonly join: Join; readonly isOpen: boolean }) {
  const card = useRef<HTMLLIElement>(null);
  const wasOpen = useRef(isOpen);
  // Keys moved on to it; as the list appears, its head stays in sight.
  useEffect(() => {
    if (isOpen && !wasOpen.current) card.current?.scrollIntoView({ block: 'nearest' });
    wasOpen.current = isOpen;
  }, [isOpen]);
  const [one, other] = join.purchasers;
  return (
    <li
      ref={card}
      class="join-card"
      aria-current={isOpen}
      data-join={join.id}
      onPointerDown={() => openJoinOf(join.id)}
      onFocusCapture={() => openJoinOf(join.id)}
    >
      <h2>{headingOf(join)}</h2>
      <div class="join-pair">
        <Purchaser purchaser={one} />
        <Purchaser purchaser={other} />
      </div>
      <Parts join={join} />
      {isOpen && <Person join={join} />}
      <Actions join={join} />
    </li>
  );
}

function headingOf({ comparedBy, probability, purchasers: [one, other] }: Join): string {
  const where =
    one.agency.code === other.agency.code
      ? say('Twice in {name}', { name: one.agency.name })
      : say('{name} and {name2}', { name: one.agency.name, name2: other.agency.name });
  if (comparedBy === 'hash' || probability === null) return where;
  return say('{where}: {probability} likely one person', { where, probability: formatShare(probability) });
}

function Purchaser({ purchaser }: { readonly purchaser: JoinedPurchaser }) {
  const { agency, identity, home, guns: count } = purchaser;
  return (
    <dl class="join-purchaser">
      <div>
        <dt>{say('Agency')}</dt>
        <dd>{agency.name}</dd>
      </div>
      <div>
        <dt>{say('Name')}</dt>
        <dd>{identity === null ? say('not shared with you') : (identity.name ?? say('not known'))}</dd>
      </div>
      {identity !== null && (
        <>
          <div>
            <dt>{say('Born')}</dt>
            <dd>{identity.birthDate === null ? say('not known') : formatDay(identity.birthDate)}</dd>
          </div>
          <div>
            <dt>{say('Lived at')}</dt>
            <dd>
              {[identity.street, identity.city].filter((part) => part !== null).join(', ') ||
                say('not known')}
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>{say('Lived in')}</dt>
        <dd>{homeWords(home)}</dd>
      </div>
      <div>
        <dt>{say('Traced')}</dt>
        <dd>{guns(count)}</dd>
      </div>
    </dl>
  );
}

/** All that hangs together with the two: what taking them apart would divide. */
function Person({ join }: { readonly join: Join }) {
  const person = personOf(join);
  return person === null ? null : <p class="join-person">{personWords(person)}</p>;
}

function Parts({ join: { comparedBy, parts, weight } }: { readonly join: Join }) {
  if (comparedBy === 'hash' || weight === null) {
    return (
      <p class="small">{say('Same name and birth date, compared by hash: who it is was not looked at.')}</p>
    );
  }
  return (
    <table class="join-parts">
      <caption class="visually-hidden">{say('What speaks for one person, part by part')}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{say('Part')}</th>
          <th scope="col">{say('How far it agrees')}</th>
          <th scope="col">{say('Weight')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.part} data-against={part.weight < 0 || undefined}>
            <th scope="row">{PART_WORDS[part.part]}</th>
            <td>{saysWords(part)}</td>
            <td class="number">{weightWords(part.weight)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {say('Together')}
          </th>
          <td class="number">{weightWords(weight)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Actions({ join }: { readonly join: Join }) {
  const { state, mayDecide, decided, purchasers } = join;
  const owners = [...new Set(purchasers.map(({ agency }) => agency.name))].join(' and ');
  return (
    <div class="button-row">
      {mayDecide && state === 'unsure' && (
        <button type="button" class="button primary" onClick={() => void decide(join, 'confirm')}>
          {say('Same person')}
        </button>
      )}
      {mayDecide && (state === 'unsure' || state === 'joined') && (
        <button type="button" class="button" onClick={() => void decide(join, 'apart')}>
          {state === 'unsure' ? say('Not the same') : say('Take apart')}
        </button>
      )}
      {mayDecide && decided !== null && (
        <button type="button" class="button" onClick={() => void decide(join, 'undo')}>
          {say('Take the decision back')}
        </button>
      )}
      {decided !== null && (
        <span class="muted small">
          {say('Decided by {by},', { by: decided.by })}{' '}
          <time dateTime={decided.at}>{whenOf(decided.at)}</time>
        </span>
      )}
      {!mayDecide && <span class="muted small">{say('The stewards of {owners} decide.', { owners })}</span>}
    </div>
  );
}
