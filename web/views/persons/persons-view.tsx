import '../../styles/region-page.css';
import '../../styles/file-table.css';
import { useSignal } from '@preact/signals';
import type { PersonHits, PersonQuestion } from '../../../domain/person-search.ts';
import { LEAST_LETTERS } from '../../../domain/person-search.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import { searchPersons } from '../../api/person-search.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { formatCount, formatDay } from '../../words/format.ts';
import { OpenLink } from '../open-link.tsx';
import { useAction } from '../use-action.ts';

const ROLE_WORDS = { purchaser: 'Bought the gun', possessor: 'Held the gun' } as const;

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
          <h1>Find a person</h1>
          <p class="muted">
            First buyers and persons who held a gun when it was recovered, in your records and in those that
            others share with names. Each search is in the audit log with its case and reason, not with the
            name.
          </p>
        </div>
      </header>
      <p class="region-done">{NOT_A_RANDOM_SAMPLE}</p>
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
      aria-label="Find a person"
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
          label="Name, or words of it"
          name="name"
          autoComplete="off"
          required
          minLength={LEAST_LETTERS}
          maxLength={100}
          hint="In any order. Each word of at least two letters; no initials."
          wrong={wrong('name')}
        />
        <FormField
          label="Birth date"
          name="birthDate"
          type="date"
          hint="Empty: any, and none."
          wrong={wrong('birthDate')}
        />
      </div>
      <div class="form-row">
        <FormField
          label="Case number"
          name="caseNumber"
          autoComplete="off"
          required
          maxLength={50}
          wrong={wrong('caseNumber')}
        />
        <FormField
          label="Reason"
          name="reason"
          autoComplete="off"
          required
          minLength={5}
          maxLength={300}
          hint="Auditors read it: name nobody in it."
          wrong={wrong('reason')}
        />
      </div>
      {error !== null && parameter === null && (
        <p class="form-error" role="alert">
          Nothing was searched. {error}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? 'Searching …' : 'Search'}
        </button>
      </div>
    </form>
  );
}

function Hits({ hits: { items, more, searched } }: { hits: PersonHits }) {
  const agencies = new Set([...searched.purchasers, ...searched.possessors].map(({ code }) => code)).size;
  const where = `the records of ${formatCount(agencies)} ${agencies === 1 ? 'agency' : 'agencies'}`;
  return (
    <section aria-labelledby="person-hits">
      <h2 id="person-hits">
        {items.length === 0
          ? `Nobody of this name in ${where}`
          : `${formatCount(items.length)} ${items.length === 1 ? 'record' : 'records'} in ${where}`}
      </h2>
      {items.length === 0 && (
        <p class="muted">Another spelling may be in the records: try one word of the name alone.</p>
      )}
      {more && (
        <p>
          There are more. A further word of the name or the birth date leaves out those that are not meant.
        </p>
      )}
      {items.length > 0 && <HitTable items={items} />}
    </section>
  );
}

function HitTable({ items }: Pick<PersonHits, 'items'>) {
  return (
    <table class="file-table">
      <caption class="visually-hidden">Persons found, those of the newest recoveries first</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Born</th>
          <th scope="col">As what</th>
          <th scope="col">Agency</th>
          <th scope="col">Recovery</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ role, name, birthDate, agency, recovery }) => (
          <tr key={`${role} ${recovery.id}`}>
            <th scope="row">{name}</th>
            <td data-label="Born">{birthDate === null ? 'unknown' : formatDay(birthDate)}</td>
            <td data-label="As what">{ROLE_WORDS[role]}</td>
            <td data-label="Agency">{agency.name}</td>
            <td data-label="Recovery">
              <OpenLink to={{ view: 'map', selection: [{ kind: 'recovery', id: recovery.id }] }}>
                {recovery.recoveredOn === null ? 'Day unknown' : formatDay(recovery.recoveredOn)}, number{' '}
                {recovery.id}
              </OpenLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
