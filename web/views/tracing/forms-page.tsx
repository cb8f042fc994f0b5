import './forms-page.css';
import type { TraceForm } from '../../../domain/tracing-responses.ts';
import { getTraceForms } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { FIREARM_TYPE_WORDS } from '../../words/firearm-words.ts';
import { guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';

/** The requests of a batch as forms, a page a gun: what records have is filled in, the rest left to be written. */
export function FormsPage({ id }: { id: number }) {
  const { value, error, reload } = useLoaded((signal) => getTraceForms(id, signal), `forms ${id}`);
  return (
    <div class="region-page trace-forms">
      <header class="region-head trace-forms-head">
        <div>
          <button type="button" class="link-button" onClick={() => changePage({ forms: false })}>
            {say('Back to batch {id}', { id })}
          </button>
          <h1>
            {value === null
              ? say('Trace requests')
              : say('{count} to trace, a page each', { count: guns(value.items.length) })}
          </h1>
          <p class="muted">
            {say(
              'The fields of ATF F 3312.1 with what the records have. A star marks what ATF requires; empty lines are for what the records do not have.',
            )}
          </p>
          {value !== null && value.gone > 0 && (
            <p>
              {say('{gone} of this batch {words} no longer in the records: the import was undone.', {
                gone: guns(value.gone),
                words: value.gone === 1 ? say('is') : say('are'),
              })}
            </p>
          )}
        </div>
        {value !== null && value.items.length > 0 && (
          <button type="button" class="button primary" onClick={() => window.print()}>
            {say('Print')}
          </button>
        )}
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Filling in the forms …')}</p>}
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
    <article
      class="trace-form"
      aria-label={say('Request {request}, serial number {serial}', {
        request: form.request,
        serial: serial ?? say('none'),
      })}
    >
      <header>
        <h2>{say('National Tracing Center trace request')}</h2>
        <p>
          {say('Fields of ATF F 3312.1. {name}, request {request}', {
            name: form.agency.name,
            request: form.request,
          })}
        </p>
      </header>
      <Part title={say('I and II. Request and crime code')}>
        {[
          ['1a', say('Date of request'), form.submittedOn],
          ['1b', say('Priority *'), form.priority ?? say('Routine')],
          ['2a', say('NCIC crime code *'), form.crimeCode],
          ['2b', say('Project code'), form.projectCode],
        ]}
      </Part>
      <Part title={say('IV. Agency requesting the trace')}>
        {[
          ['4a', 'ORI *', form.ori],
          ['4b', say('Phone'), null],
          ['4c', say('Officer'), form.officer],
          ['4d', say('Badge'), form.badge],
          ['4e', say('Case number'), form.caseNumber],
          ['4f', say('Department'), form.agency.name],
        ]}
      </Part>
      <Part title={say('V. Firearm')}>
        {[
          ['5a', say('Serial number *'), serial],
          ['5b', say('Obliterated'), form.serialObliterated ? say('Yes') : say('No')],
          ['5c', say('Manufacturer *'), form.manufacturer],
          [
            '5d',
            say('Type *'),
            form.firearmType === 'unknown' ? null : FIREARM_TYPE_WORDS[form.firearmType].one,
          ],
          ['5e', say('Caliber *'), form.caliber],
          ['5f', say('Model *'), form.model],
          ['5g', say('Country of origin *'), form.countryOfOrigin],
          ['5h', say('Importer *'), form.importer],
          ['5i', say('Additional markings'), null],
        ]}
      </Part>
      <Part title={say('VI. Possessor')}>
        {[
          ['', say('Name'), possessor?.name ?? null],
          ['', say('Date of birth'), possessor?.birthDate ?? null],
          ['', say('Address'), possessor === null ? null : addressOf(possessor)],
        ]}
      </Part>
      <Part title={say('VII. Associate')}>
        {[
          ['', say('Name'), null],
          ['', say('Date of birth'), null],
        ]}
      </Part>
      <Part title={say('VIII. Recovery')}>
        {[
          ['', say('Date'), recovery.on],
          ['', say('Place'), addressOf(recovery)],
        ]}
      </Part>
      <p class="trace-form-note">
        {say(
          'Requested under 18 U.S.C. 923(g)(7) as part of a criminal investigation. Traced guns are not a random sample of crime guns.',
        )}
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
            <dd>{value ?? <span class="visually-hidden">{say('to be written')}</span>}</dd>
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
