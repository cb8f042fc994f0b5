import './forms-page.css';
import type { TraceForm } from '../../../domain/tracing-responses.ts';
import { getTraceForms } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { FIREARM_TYPE_WORDS } from '../../words/firearm-words.ts';
import { guns } from '../../words/format.ts';
import { useLoaded } from '../use-loaded.ts';

/** The requests of a batch as forms, a page a gun: what records have is filled in, the rest left to be written. */
export function FormsPage({ id }: { id: number }) {
  const { value, error, reload } = useLoaded((signal) => getTraceForms(id, signal), `forms ${id}`);
  return (
    <div class="region-page trace-forms">
      <header class="region-head trace-forms-head">
        <div>
          <button type="button" class="link-button" onClick={() => changePage({ forms: false })}>
            Back to batch {id}
          </button>
          <h1>{value === null ? 'Trace requests' : `${guns(value.items.length)} to trace, a page each`}</h1>
          <p class="muted">
            The fields of ATF F 3312.1 with what the records have. A star marks what ATF requires; empty lines
            are for what the records do not have.
          </p>
          {value !== null && value.gone > 0 && (
            <p>
              {guns(value.gone)} of this batch {value.gone === 1 ? 'is' : 'are'} no longer in the records: the
              import was undone.
            </p>
          )}
        </div>
        {value !== null && value.items.length > 0 && (
          <button type="button" class="button primary" onClick={() => window.print()}>
            Print
          </button>
        )}
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">Filling in the forms …</p>}
      {value?.items.map((form) => (
        <Form key={form.request} form={form} />
      ))}
    </div>
  );
}

type Field = readonly [item: string, label: string, value: string | null];

function Form({ form }: { form: TraceForm }) {
  const { recovery, possessor } = form;
  const serial = form.serialNumber ?? (form.serialObliterated ? 'obliterated' : null);
  return (
    <article class="trace-form" aria-label={`Request ${form.request}, serial number ${serial ?? 'none'}`}>
      <header>
        <h2>National Tracing Center trace request</h2>
        <p>
          Fields of ATF F 3312.1. {form.agency.name}, request {form.request}
        </p>
      </header>
      <Part title="I and II. Request and crime code">
        {[
          ['1a', 'Date of request', form.submittedOn],
          ['1b', 'Priority *', form.priority ?? 'Routine'],
          ['2a', 'NCIC crime code *', form.crimeCode],
          ['2b', 'Project code', form.projectCode],
        ]}
      </Part>
      <Part title="IV. Agency requesting the trace">
        {[
          ['4a', 'ORI *', form.ori],
          ['4b', 'Phone', null],
          ['4c', 'Officer', form.officer],
          ['4d', 'Badge', form.badge],
          ['4e', 'Case number', form.caseNumber],
          ['4f', 'Department', form.agency.name],
        ]}
      </Part>
      <Part title="V. Firearm">
        {[
          ['5a', 'Serial number *', serial],
          ['5b', 'Obliterated', form.serialObliterated ? 'Yes' : 'No'],
          ['5c', 'Manufacturer *', form.manufacturer],
          ['5d', 'Type *', form.firearmType === 'unknown' ? null : FIREARM_TYPE_WORDS[form.firearmType].one],
          ['5e', 'Caliber *', form.caliber],
          ['5f', 'Model *', form.model],
          ['5g', 'Country of origin *', form.countryOfOrigin],
          ['5h', 'Importer *', form.importer],
          ['5i', 'Additional markings', null],
        ]}
      </Part>
      <Part title="VI. Possessor">
        {[
          ['', 'Name', possessor?.name ?? null],
          ['', 'Date of birth', possessor?.birthDate ?? null],
          ['', 'Address', possessor === null ? null : addressOf(possessor)],
        ]}
      </Part>
      <Part title="VII. Associate">
        {[
          ['', 'Name', null],
          ['', 'Date of birth', null],
        ]}
      </Part>
      <Part title="VIII. Recovery">
        {[
          ['', 'Date', recovery.on],
          ['', 'Place', addressOf(recovery)],
        ]}
      </Part>
      <p class="trace-form-note">
        Requested under 18 U.S.C. 923(g)(7) as part of a criminal investigation. Traced guns are not a random
        sample of crime guns.
      </p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: readonly Field[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {children.map(([item, label, value]) => (
          <div key={label}>
            <dt>
              {item} {label}
            </dt>
            <dd>{value ?? <span class="visually-hidden">to be written</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface Address {
  readonly street: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly state: string | null;
  readonly zip: string | null;
}

function addressOf({ street, city, county, state, zip }: Address): string | null {
  const place = [city, [state, zip].filter((part) => part !== null).join(' ')];
  const parts = [
    street,
    ...place,
    county === null ? null : `${county} County`.replace(/ County County$/, ' County'),
  ];
  const text = parts.filter((part) => part !== null && part !== '').join(', ');
  return text === '' ? null : text;
}
