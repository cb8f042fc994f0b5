import { useId } from 'preact/hooks';
import type { AuditQuestion } from '../../api/audit.ts';
import { formText } from '../../panels/form-field.tsx';
import { AUDIT_WORDS } from '../../words/audit-words.ts';
import { say } from '../../words/say.ts';

interface AuditFilterProps {
  readonly question: AuditQuestion;
  /** Who is seen in the events shown: offered while typing. */
  readonly actors: readonly string[];
  readonly onAsk: (question: AuditQuestion) => void;
}

/** Which events are shown: by what was done, and by whom. */
export function AuditFilter({ question, actors, onAsk }: AuditFilterProps) {
  const id = useId();
  return (
    <search>
      <form
        class="audit-filter"
        onSubmit={(event) => {
          event.preventDefault();
          const actor = formText(event.currentTarget)('actor').trim();
          onAsk({ ...question, actor: actor === '' ? null : actor });
        }}
      >
        <div class="form-field">
          <label for={`${id}-action`}>{say('What was done')}</label>
          <select
            id={`${id}-action`}
            class="field"
            value={question.action ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onAsk({ ...question, action: value === '' ? null : value })
            }
          >
            <option value="">{say('Anything')}</option>
            {Object.entries(AUDIT_WORDS).map(([action, words]) => (
              <option key={action} value={action}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <div class="form-field">
          <label for={`${id}-actor`}>{say('By whom')}</label>
          <div class="audit-actor">
            <input
              id={`${id}-actor`}
              key={question.actor ?? ''}
              class="field"
              name="actor"
              value={question.actor ?? ''}
              placeholder={say('email')}
              list={`${id}-actors`}
              autoComplete="off"
            />
            <datalist id={`${id}-actors`}>
              {[...new Set(actors)].map((actor) => (
                <option key={actor} value={actor} />
              ))}
            </datalist>
            <button type="submit" class="button">
              {say('Show')}
            </button>
          </div>
        </div>
      </form>
    </search>
  );
}
