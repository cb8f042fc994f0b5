import '../../styles/region-page.css';
import '../../styles/file-table.css';
import { useSignal } from '@preact/signals';
import type { PersonHits, PersonQuestion } from '../../../domain/person-search.ts';
import { LEAST_LETTERS } from '../../../domain/person-search.ts';
import { searchPersons } from '../../api/person-search.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { formatCount, formatDay } from '../../words/format.ts';
import { NOTICE } from '../../words/notice-words.ts';
import { say } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { useAction } from '../use-action.ts';

const ROLE_WORDS = { purchaser: say('Bought the gun'), possessor: say('Held the gun') } as const;

/** A person by name, for a case and a reason. Nothing of it is in the address of the page. */
export function PersonsView() {
  const hits = useSignal<PersonHits | null>(null);
  const search = useAction(async (question: PersonQuestion) => {
    hits.value = null;
    hits.value = await searchPersons(question);
  });
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Find a person')}</h1>
          <p class="muted">
            {say(
              'First buyers and persons who held a gun when it was recovered, in your records and in those that others share with names. Each search is in the audit log with its case and reason, not with the name.',
            )}
          </p>
        </div>
      </header>
      <p class="region-done">{NOTICE}</p>
      <SearchForm
        busy={search.busy}
        error={search.error?.message ?? null}
        parameter={search.error?.parameter ?? null}
        onSearch={search.run}
      />
      <div aria-live="polite">{hits.value !== null && <Hits hits={hits.value} />}</div>
    </div>
  );
}

interface SearchFormProps {
  readonly busy: boolean;
  readonly error: string | null;
  /** The field that is at fault. */
  readonly parameter: string | null;
  readonly onSearch: (question: PersonQuestion) => void;
}

function SearchForm({ busy, error, parameter, onSearch }: SearchFormProps) {
  const wrong = (name: string) => (parameter === name ? error : null);
  return (
    <form
      class="region-card"
      aria-label={say('Find a person')}
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        onSearch({
          name: text('name'),
          birthDate: text('birthDate') === '' ? null : text('birthDate'),
          caseNumber: text('caseNumber'),
          reason: text('reason'),
        });
      }}
    >
      <div class="form-row">
        <FormField
          label={say('Name, or words of it')}
          name="name"
          autoComplete="off"
          required
          minLength={LEAST_LETTERS}
          maxLength={100}
          hint={say('In any order. Each word of at least two letters; no initials.')}
          wrong={wrong('name')}
        />
        <FormField
          label={say('Birth date')}
          name="birthDate"
          type="date"
          hint={say('Empty: any, and none.')}
          wrong={wrong('birthDate')}
        />
      </div>
      <div class="form-row">
        <FormField
          label={say('Case number')}
          name="caseNumber"
          autoComplete="off"
          required
          maxLength={50}
          wrong={wrong('caseNumber')}
        />
        <FormField
          label={say('Reason')}
          name="reason"
          autoComplete="off"
          required
          minLength={5}
          maxLength={300}
          hint={say('Auditors read it: name nobody in it.')}
          wrong={wrong('reason')}
        />
      </div>
      {error !== null && parameter === null && (
        <p class="form-error" role="alert">
          {say('Nothing was searched. {error}', { error })}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? say('Searching …') : say('Search')}
        </button>
      </div>
    </form>
  );
}

function Hits({ hits: { items, more, searched } }: { hits: PersonHits }) {
  const agencies = new Set([...searched.purchasers, ...searched.possessors].map(({ code }) => code)).size;
  const where = say('the records of {agencies} {words}', {
    agencies: formatCount(agencies),
    words: agencies === 1 ? say('agency') : say('agencies'),
  });
  return (
    <section aria-labelledby="person-hits">
      <h2 id="person-hits">
        {items.length === 0
          ? say('Nobody of this name in {where}', { where })
          : say('{count} {words} in {where}', {
              count: formatCount(items.length),
              words: items.length === 1 ? say('record') : say('records'),
              where,
            })}
      </h2>
      {items.length === 0 && (
        <p class="muted">{say('Another spelling may be in the records: try one word of the name alone.')}</p>
      )}
      {more && (
        <p>
          {say(
            'There are more. A further word of the name or the birth date leaves out those that are not meant.',
          )}
        </p>
      )}
      {items.length > 0 && <HitTable items={items} />}
    </section>
  );
}

function HitTable({ items }: Pick<PersonHits, 'items'>) {
  return (
    <table class="file-table">
      <caption class="visually-hidden">{say('Persons found, those of the newest recoveries first')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('Name')}</th>
          <th scope="col">{say('Born')}</th>
          <th scope="col">{say('As what')}</th>
          <th scope="col">{say('Agency')}</th>
          <th scope="col">{say('Recovery')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ role, name, birthDate, agency, recovery }) => (
          <tr key={`${role} ${recovery.id}`}>
            <th scope="row">{name}</th>
            <td data-label={say('Born')}>{birthDate === null ? say('unknown') : formatDay(birthDate)}</td>
            <td data-label={say('As what')}>{ROLE_WORDS[role]}</td>
            <td data-label={say('Agency')}>{agency.name}</td>
            <td data-label={say('Recovery')}>
              <OpenLink to={{ view: 'map', selection: [{ kind: 'recovery', id: recovery.id }] }}>
                {say('{words}, number {id}', {
                  words: recovery.recoveredOn === null ? say('Day unknown') : formatDay(recovery.recoveredOn),
                  id: recovery.id,
                })}
              </OpenLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
