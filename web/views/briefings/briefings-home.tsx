import { getBriefings, getViews } from '../../api/briefings.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { briefingChanges, listedChanges } from '../../state/briefings.ts';
import { account, can } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { BriefingList } from './briefing-list.tsx';
import { PublishSection } from './publish/publish-section.tsx';
import { SchedulesSection } from './reports/schedules-section.tsx';
import { SavedViewList } from './saved-view-list.tsx';
import { TemplatesSection } from './templates-section.tsx';

/** The briefings of one's agency, what to begin one with, and the views that were saved. */
export function BriefingsHome() {
  const briefings = useLoaded(getBriefings, `briefings ${listedChanges.value}`);
  const views = useLoaded(getViews, `views ${briefingChanges.value}`);
  const hasAgency = account.value?.agency !== null;
  return (
    <div class="region-page briefings-home">
      <header class="region-head">
        <div>
          <h1>{say('Briefings')}</h1>
          <p class="muted">
            {say(
              'A briefing is an order of views with words, to be read or presented. What it shows is counted anew each time, of what whoever opens it may see.',
            )}
          </p>
        </div>
      </header>
      {!hasAgency && (
        <p class="muted">
          {say(
            'Views and briefings belong to agencies. Your account belongs to none, so there are none to show.',
          )}
        </p>
      )}
      {hasAgency && (
        <>
          {briefings.error !== null && <LoadError message={briefings.error} onRetry={briefings.reload} />}
          {briefings.value === null && briefings.error === null && (
            <p class="muted">{say('Looking up briefings …')}</p>
          )}
          {briefings.value !== null && <BriefingList items={briefings.value.items} />}
          {can('brief') && <TemplatesSection />}
          <SchedulesSection briefings={briefings.value?.items ?? []} />
          <section aria-labelledby="saved-views">
            <h2 id="saved-views">{say('Saved views')}</h2>
            {views.error !== null && <LoadError message={views.error} onRetry={views.reload} />}
            {views.value === null && views.error === null && <p class="muted">{say('Looking up views …')}</p>}
            {views.value !== null && <SavedViewList items={views.value.items} />}
          </section>
          {can('brief') && <PublishSection />}
        </>
      )}
    </div>
  );
}
