import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ALL } from '../../../../domain/disclosure/additive-table.ts';
import type { PageLanguage } from '../../../../domain/languages/languages.ts';
import { LANGUAGES, PAGE_LANGUAGES } from '../../../../domain/languages/languages.ts';
import { wordsIn } from '../../../../domain/released-words/words-in.ts';
import type { CategoryWay, Snapshot } from '../../../../domain/snapshots.ts';
import { LONGEST_EMBED_TITLE } from '../../../../domain/snapshots.ts';
import { makeEmbed } from '../../../api/snapshots.ts';
import { FormField, formText } from '../../../panels/form-field.tsx';
import { SelectField } from '../../../panels/select-field.tsx';
import { publicationChanged } from '../../../state/snapshots.ts';

import { language as languageOfPage } from '../../../words/language.ts';
import { say } from '../../../words/say.ts';
import { useAction } from '../../use-action.ts';

const WAYS = [
  { value: 'source', label: say('Where they were sold, on a map') },
  { value: 'time', label: say('Time from sale to recovery') },
  { value: 'type', label: say('Types of firearms') },
] as const satisfies readonly { value: CategoryWay; label: string }[];

/** Each in its own language, so that whoever reads it finds it. */
const PAGE_LANGUAGE_OPTIONS = PAGE_LANGUAGES.map((value) => ({ value, label: LANGUAGES[value].name }));

/** Makes a page for other sites of years that are released, newest first. */
export function EmbedForm({ released }: { readonly released: readonly Snapshot[] }) {
  const id = useId();
  const [newest] = released;
  const way = useSignal<CategoryWay>('source');
  const language = useSignal<PageLanguage>(languageOfPage);
  const area = useSignal(ALL);
  const from = useSignal(String(newest?.year));
  const to = useSignal(String(newest?.year));
  const years = released.map(({ year }) => ({ value: String(year), label: String(year) }));
  const areas = (newest?.plan.areas ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const make = useAction(async (form: HTMLFormElement) => {
    const text = formText(form);
    const days = text('days').trim();
    await makeEmbed({
      title: text('title'),
      from: Number(from.value),
      to: Number(to.value),
      way: way.value,
      area: area.value,
      sites: text('sites')
        .split(/[\s,]+/)
        .filter((site) => site !== ''),
      days: days === '' ? null : Number(days),
      language: language.value,
      signedOnly: text('signedOnly') === 'on',
    });
    publicationChanged();
  });
  const wrong = (parameter: string) => (make.error?.parameter === parameter ? make.error.message : null);
  return (
    <form
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void make.run(event.currentTarget);
      }}
    >
      <h3 id={`${id}-title`}>{say('Make a page for another site')}</h3>
      <SelectField
        label={say('It shows')}
        value={way.value}
        options={WAYS}
        onChange={(value) => {
          way.value = value;
        }}
      />
      <SelectField
        label={say('Language')}
        value={language.value}
        options={PAGE_LANGUAGE_OPTIONS}
        onChange={(value) => {
          language.value = value;
        }}
      />
      <FormField
        key={`${way.value} ${language.value}`}
        label={say('Title')}
        name="title"
        required
        value={wordsIn(language.value).titles[way.value]}
        maxLength={LONGEST_EMBED_TITLE}
        wrong={wrong('title')}
      />
      <div class="publish-row">
        <SelectField
          label={say('From')}
          value={from.value}
          options={years}
          onChange={(value) => {
            from.value = value;
          }}
        />
        <SelectField
          label={say('To')}
          value={to.value}
          options={years}
          onChange={(value) => {
            to.value = value;
          }}
        />
        {areas.length > 0 && (
          <SelectField
            label={say('Area')}
            value={area.value}
            options={[{ value: ALL, label: say('All of your agency') }, ...areas]}
            onChange={(value) => {
              area.value = value;
            }}
          />
        )}
      </div>
      <details>
        <summary>{say('Who may see or show it, and how long')}</summary>
        <label class="publish-signed">
          <input type="checkbox" name="signedOnly" />
          {say('Only by a signed link: you make links for chosen readers, each for some days')}
        </label>
        <FormField
          label={say('Sites')}
          name="sites"
          hint={say(
            'Like https://city.example, several with spaces between. Every site may show it where you name none.',
          )}
          wrong={wrong('sites')}
        />
        <FormField
          label={say('Days')}
          name="days"
          type="number"
          min={1}
          max={3660}
          hint={say('It stays until it is taken back where you say none.')}
        />
      </details>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {make.error.message}
        </p>
      )}
      <button type="submit" class="button primary" disabled={make.busy}>
        {make.busy ? say('Making it …') : say('Make the page')}
      </button>
    </form>
  );
}
