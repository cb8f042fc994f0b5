import { useSignal } from '@preact/signals';
import {
  progressBriefing,
  releasedBriefing,
  sourcesBriefing,
  timesBriefing,
} from '../../../domain/briefing-templates.ts';
import type { BriefingDraft } from '../../../domain/briefings.ts';
import { LONGEST_BRIEFING_TITLE } from '../../../domain/briefings.ts';
import { makeBriefing } from '../../api/briefings.ts';
import { getInterventions } from '../../api/progress.ts';
import { FormField, formText } from '../../panels/form-field.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { briefingsChanged, openBriefing } from '../../state/briefings.ts';
import { session } from '../../state/session.ts';
import { formatMonth } from '../../words/format.ts';
import { SPEECH, say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

interface Making {
  readonly draft: BriefingDraft;
  readonly shape: 'story' | 'editor';
}

/** Makes a briefing and opens it. */
function useMaking() {
  return useAction(async ({ draft, shape }: Making) => {
    const { id } = await makeBriefing(draft);
    briefingsChanged();
    openBriefing(id, shape);
  });
}

/** Briefings to begin with: one press makes one of the newest months there are. */
export function TemplatesSection() {
  const make = useMaking();
  const newest = session.value.value.answer?.recoveredTo ?? null;
  return (
    <section aria-labelledby="templates">
      <h2 id="templates">{say('Begin a briefing')}</h2>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing was made. {message}', { message: make.error.message })}
        </p>
      )}
      <div class="template-row">
        {newest !== null && (
          <>
            <Template
              title={say('Where our guns come from')}
              what={say(
                'Flows of the last 12 months: guns sold within 3 years by state and by county, then all.',
              )}
              busy={make.busy}
              onMake={() => make.run({ draft: sourcesBriefing(newest, { speech: SPEECH }), shape: 'story' })}
            />
            <Template
              title={say('Time-to-crime')}
              what={say(
                'How soon after their sale guns were recovered, and where the newest and the older come from.',
              )}
              busy={make.busy}
              onMake={() => make.run({ draft: timesBriefing(newest, { speech: SPEECH }), shape: 'story' })}
            />
            <Template
              title={say('For everybody')}
              what={say('What is released, on a map and by time and type: its slides may be shown anywhere.')}
              busy={make.busy}
              onMake={() => make.run({ draft: releasedBriefing(SPEECH), shape: 'story' })}
            />
            <ProgressTemplate newest={newest} make={make} />
          </>
        )}
        <EmptyTemplate make={make} />
      </div>
    </section>
  );
}

interface TemplateProps {
  readonly title: string;
  readonly what: string;
  readonly busy: boolean;
  readonly onMake: () => void;
}

function Template({ title, what, busy, onMake }: TemplateProps) {
  return (
    <div class="region-card">
      <h3>{title}</h3>
      <p class="small">{what}</p>
      <button
        type="button"
        class="button primary"
        disabled={busy}
        aria-label={say('Make it: {title}', { title })}
        onClick={onMake}
      >
        {busy ? say('Making …') : say('Make it')}
      </button>
    </div>
  );
}

interface MakingProps {
  readonly make: ReturnType<typeof useMaking>;
}

function ProgressTemplate({ newest, make }: MakingProps & { readonly newest: string }) {
  const { value } = useLoaded(getInterventions, 'interventions to brief');
  const chosen = useSignal('');
  const begun = (value?.items ?? []).filter(({ startedOn }) => startedOn <= newest);
  const intervention = begun.find(({ id }) => String(id) === chosen.value) ?? begun[0];
  return (
    <div class="region-card">
      <h3>{say('Progress since …')}</h3>
      <p class="small">{say('What came of an intervention, and its guns since then and before.')}</p>
      {intervention === undefined ? (
        <p class="muted small">
          {value === null
            ? say('Looking up interventions …')
            : say('No intervention is entered that began within the records: see Progress.')}
        </p>
      ) : (
        <>
          <SelectField
            label={say('Intervention')}
            value={String(intervention.id)}
            options={begun.map(({ id, name, startedOn }) => ({
              value: String(id),
              label: `${name} (${formatMonth(startedOn)})`,
            }))}
            onChange={(id) => {
              chosen.value = id;
            }}
          />
          <button
            type="button"
            class="button primary"
            disabled={make.busy}
            aria-label={say('Make it: Progress since {startedOn}', {
              startedOn: formatMonth(intervention.startedOn),
            })}
            onClick={() =>
              make.run({ draft: progressBriefing(newest, intervention, SPEECH), shape: 'story' })
            }
          >
            {make.busy ? say('Making …') : say('Make it')}
          </button>
        </>
      )}
    </div>
  );
}

function EmptyTemplate({ make }: MakingProps) {
  return (
    <form
      class="region-card"
      onSubmit={(event) => {
        event.preventDefault();
        const title = formText(event.currentTarget)('title');
        void make.run({ draft: { title, sections: [] }, shape: 'editor' });
      }}
    >
      <h3>{say('An empty one')}</h3>
      <FormField
        label={say('Title')}
        name="title"
        required
        maxLength={LONGEST_BRIEFING_TITLE}
        wrong={make.error?.parameter === 'title' ? make.error.message : null}
      />
      <button type="submit" class="button primary" disabled={make.busy}>
        {make.busy ? say('Making …') : say('Write it')}
      </button>
    </form>
  );
}
