import type { Agreement } from '../../../domain/access-responses.ts';
import { type AgreementAct, actOnAgreement } from '../../api/agreements.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { SharingMarks } from '../../panels/sharing-marks.tsx';
import { ACT_VERBS, actQuestion, consequenceWords, periodWords } from '../../words/agreement-words.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { STATE_WORDS } from '../../words/sharing-words.ts';

interface AgreementTableProps {
  readonly items: readonly Agreement[];
  /** Code of one's own agency; null for the region. */
  readonly own: string | null;
  /** With what happened, in words. */
  readonly onChanged: (what: string) => void;
}

/** Agreements, those that wait for an answer first. */
export function AgreementTable({ items, own, onChanged }: AgreementTableProps) {
  const waiting = items.filter(({ actions }) => actions.includes('accept'));
  const others = items.filter((one) => !waiting.includes(one));
  return (
    <section aria-labelledby="agreements-title">
      <h2 id="agreements-title">
        {items.length === 0
          ? say('No agreements yet')
          : say('{count} agreements', { count: formatCount(items.length) })}
        {waiting.length > 0 &&
          say(', {count} waiting for your answer', { count: formatCount(waiting.length) })}
      </h2>
      {items.length === 0 ? (
        <p class="muted">
          {say(
            'Each agency sees its own records alone. The steward of an agency offers others what they may see; it holds once they accept.',
          )}
        </p>
      ) : (
        <table class="file-table agreement-table">
          <thead>
            <tr>
              <th scope="col">{say('Between')}</th>
              <th scope="col">{say('Gives')}</th>
              <th scope="col">{say('Days and basis')}</th>
              <th scope="col">{say('State')}</th>
              <th scope="col">
                <span class="visually-hidden">{say('What can be done')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...waiting, ...others].map((agreement) => (
              <AgreementRow
                key={agreement.id}
                agreement={agreement}
                own={own}
                another={items.some((other) => isAlsoInForce(other, agreement))}
                onChanged={onChanged}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const isAlsoInForce = (other: Agreement, one: Agreement): boolean =>
  other.id !== one.id &&
  other.state === 'in_force' &&
  other.giving.code === one.giving.code &&
  other.receiving.code === one.receiving.code;

interface AgreementRowProps {
  readonly agreement: Agreement;
  readonly own: string | null;
  readonly another: boolean;
  readonly onChanged: (what: string) => void;
}

function AgreementRow({ agreement, own, another, onChanged }: AgreementRowProps) {
  const { id, giving, receiving, sharing, legalBasis, startsOn, endsOn, state, actions } = agreement;
  const act = async (what: AgreementAct) => {
    await actOnAgreement(id, what);
    onChanged(
      say('{what}: {name} to {name2}.', { what: DONE_WORDS[what], name: giving.name, name2: receiving.name }),
    );
  };
  return (
    <tr data-state={state}>
      <th scope="row">
        {giving.name} <span aria-hidden="true">→</span>
        <span class="visually-hidden">{say('to')}</span> {receiving.name}
      </th>
      <td data-label={say('Gives')}>
        <SharingMarks sharing={sharing} isWritten />
      </td>
      <td data-label={say('Days and basis')}>
        <span>
          {periodWords(startsOn, endsOn)}
          <small>{legalBasis}</small>
        </span>
      </td>
      <td data-label={say('State')}>
        <span>
          <strong>{STATE_WORDS[state]}</strong>
          <small>{lastStep(agreement)}</small>
        </span>
      </td>
      <td>
        <div class="button-row">
          {actions.map((what) => (
            <ConfirmDialog
              key={what}
              verb={ACT_VERBS[what]}
              question={actQuestion(agreement, what, own)}
              isPrimary={what === 'accept'}
              onConfirm={() => act(what)}
            >
              <p>
                {consequenceWords(what, {
                  agreement,
                  own,
                  another,
                  today: new Date().toISOString().slice(0, 10),
                })}
              </p>
            </ConfirmDialog>
          ))}
        </div>
      </td>
    </tr>
  );
}

const DONE_WORDS: Readonly<Record<AgreementAct, string>> = {
  accept: say('Accepted'),
  decline: say('Declined'),
  revoke: say('Revoked'),
};

/** Who last did something about it, and when. */
function lastStep(agreement: Agreement): string {
  const { revokedBy, revokedAt, acceptedBy, acceptedAt, writtenBy, writtenAt } = agreement;
  if (revokedBy !== null && revokedAt !== null)
    return say('by {revokedBy}, {revokedAt}', { revokedBy, revokedAt: whenOf(revokedAt) });
  if (acceptedBy !== null && acceptedAt !== null)
    return say('accepted by {acceptedBy}, {acceptedAt}', { acceptedBy, acceptedAt: whenOf(acceptedAt) });
  return say('by {writtenBy}, {writtenAt}', { writtenBy, writtenAt: whenOf(writtenAt) });
}
