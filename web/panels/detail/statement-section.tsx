import { useSignal } from '@preact/signals';
import { getStatement } from '../../api/market.ts';
import { useAction } from '../../views/use-action.ts';
import { say } from '../../words/say.ts';

const NOT_SHARED = 404;
const FORBIDDEN = 403;

/** What somebody said in their own words: asked for by a press alone, since each reading is noted. */
export function StatementSection({ debriefId }: { debriefId: number }) {
  const read = useSignal<{ readonly statement: string | null } | null>(null);
  const { busy, error, run } = useAction(async () => {
    read.value = await getStatement(debriefId);
  });
  return (
    <section class="detail-section" aria-live="polite">
      <h3>{say('Statement')}</h3>
      {read.value !== null && (
        <blockquote class="statement">{read.value.statement ?? say('The file has no statement.')}</blockquote>
      )}
      {read.value === null && error === null && (
        <>
          <button type="button" class="button" disabled={busy} onClick={() => run()}>
            {busy ? say('Reading…') : say('Read the statement')}
          </button>
          <p class="muted small">{say('That you read it goes into the audit log.')}</p>
        </>
      )}
      {error !== null && (
        <>
          <p class="caution small" role="alert">
            {refusalWords(error.status) ?? error.message}
          </p>
          {refusalWords(error.status) === null && (
            <button type="button" class="button" disabled={busy} onClick={() => run()}>
              {say('Try again')}
            </button>
          )}
        </>
      )}
    </section>
  );
}

/** Why it may not be read; null where it is something else that failed. */
function refusalWords(status: number): string | null {
  if (status === NOT_SHARED) {
    return say(
      'Its agency shares debriefs with yours without their statements. Ask that agency if you need it.',
    );
  }
  if (status === FORBIDDEN) return say('Your role may not read statements.');
  return null;
}
