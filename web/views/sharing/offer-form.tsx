import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Sharing } from '../../../domain/access.ts';
import { DATA_KINDS, NOTHING } from '../../../domain/access.ts';
import type { Agreement, AgreementDraft, AgreementTemplate } from '../../../domain/access-responses.ts';
import { offerAgreement } from '../../api/agreements.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { levelsFor, withLevel } from '../../state/sharing-levels.ts';
import { givesSentence } from '../../words/agreement-words.ts';
import { say } from '../../words/say.ts';
import { KIND_COVERS, KIND_WORDS, LEVEL_WORDS, topLevel } from '../../words/sharing-words.ts';
import { useAction } from '../use-action.ts';

interface OfferFormProps {
  readonly own: Agreement['giving'];
  readonly partners: readonly Agreement['receiving'][];
  readonly templates: readonly AgreementTemplate[];
  readonly onOffered: (to: string) => void;
  readonly onCancel: () => void;
}

const LONGEST_BASIS = 500;

/** Offers another agency what it may see of one's own records. */
export function OfferForm({ own, partners, templates, onOffered, onCancel }: OfferFormProps) {
  const id = useId();
  const partner = useSignal('');
  const sharing = useSignal<Sharing>(NOTHING);
  const basis = useSignal('');
  const endsBeforeStart = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('select')?.focus(), []);
  const to = partners.find(({ code }) => code === partner.value)?.name ?? null;
  const offer = useAction(async (draft: AgreementDraft) => {
    await offerAgreement(draft);
    onOffered(to ?? draft.receiving);
  });
  const send = (sent: HTMLFormElement) => {
    const text = formText(sent);
    const [startsOn, endsOn] = [text('startsOn'), text('endsOn')];
    endsBeforeStart.value = endsOn !== '' && endsOn <= startsOn;
    if (endsBeforeStart.value) return;
    void offer.run({
      receiving: partner.value,
      sharing: sharing.value,
      legalBasis: basis.value.trim(),
      startsOn,
      endsOn: endsOn === '' ? null : endsOn,
    });
  };
  return (
    <form
      ref={form}
      class="region-card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        send(event.currentTarget);
      }}
    >
      <h2 id={`${id}-title`}>{say('Offer an agreement')}</h2>
      <div class="form-row">
        <div class="form-field">
          <label for={`${id}-partner`}>{say('To')}</label>
          <select
            id={`${id}-partner`}
            class="field"
            required
            value={partner.value}
            onChange={({ currentTarget: { value } }) => {
              partner.value = value;
            }}
          >
            <option value="">{say('Choose an agency')}</option>
            {partners.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {templates.length > 0 && (
          <div class="form-field">
            <label for={`${id}-template`}>{say('Begin from')}</label>
            <select
              id={`${id}-template`}
              class="field"
              onChange={({ currentTarget: { value } }) => {
                const template = templates.find(({ key }) => key === value);
                sharing.value = template?.sharing ?? NOTHING;
                if (template !== undefined) basis.value = template.legalBasis;
              }}
            >
              <option value="">{say('Nothing')}</option>
              {templates.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      <LevelFields
        sharing={sharing.value}
        onChange={(next) => {
          sharing.value = next;
        }}
      />
      <div class="form-row">
        <div class="form-field offer-basis">
          <label for={`${id}-basis`}>{say('Legal basis')}</label>
          <textarea
            id={`${id}-basis`}
            class="field"
            rows={2}
            required
            maxLength={LONGEST_BASIS}
            value={basis.value}
            onInput={({ currentTarget: { value } }) => {
              basis.value = value;
            }}
          />
          <p class="muted small">
            {say('The law, memorandum or order that allows it. Both agencies see it.')}
          </p>
        </div>
        <FormField
          label={say('From')}
          name="startsOn"
          type="date"
          value={new Date().toISOString().slice(0, 10)}
          required
        />
        <FormField
          label={say('Until before')}
          name="endsOn"
          type="date"
          hint={say('The first day on which it gives nothing any more. Empty: no end.')}
          wrong={endsBeforeStart.value ? say('It must end after it begins.') : null}
        />
      </div>
      <p role="status">
        {topLevel(sharing.value) === 'nothing'
          ? say('Choose what they may see.')
          : say('{name}, once they accept. You can revoke it at any time.', {
              name: givesSentence(own.name, to ?? say('the other agency'), sharing.value),
            })}
      </p>
      {offer.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing was offered. {message}', { message: offer.error.message })}
        </p>
      )}
      <FormActions
        verb={say('Offer it')}
        busyWords={say('Offering …')}
        busy={offer.busy}
        isBlocked={topLevel(sharing.value) === 'nothing'}
        onCancel={onCancel}
      />
    </form>
  );
}

interface LevelFieldsProps {
  readonly sharing: Sharing;
  readonly onChange: (sharing: Sharing) => void;
}

function LevelFields({ sharing, onChange }: LevelFieldsProps) {
  const id = useId();
  return (
    <fieldset class="offer-levels">
      <legend>{say('What they may see')}</legend>
      <div class="offer-kinds">
        {DATA_KINDS.map((kind) => (
          <div key={kind} class="form-field">
            <label for={`${id}-${kind}`}>{KIND_WORDS[kind]}</label>
            <select
              id={`${id}-${kind}`}
              aria-describedby={`${id}-${kind}-covers`}
              class="field"
              value={sharing[kind]}
              onChange={({ currentTarget: { value } }) => {
                const level = levelsFor(kind, sharing).find((one) => one === value);
                if (level !== undefined) onChange(withLevel(sharing, kind, level));
              }}
            >
              {levelsFor(kind, sharing).map((level) => (
                <option key={level} value={level}>
                  {LEVEL_WORDS[level].label}
                </option>
              ))}
            </select>
            <span id={`${id}-${kind}-covers`} class="muted small">
              {KIND_COVERS[kind]}
            </span>
          </div>
        ))}
      </div>
      <p class="muted small">
        {say(
          'Trace results as recoveries, de-identified beside their records, or not at all: a trace tells of its recovery. De-identified means {meaning}.',
          { meaning: LEVEL_WORDS.deidentified.meaning },
        )}
      </p>
    </fieldset>
  );
}
