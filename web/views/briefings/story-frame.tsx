import type { Briefing } from '../../../domain/briefings.ts';
import { Icon } from '../../panels/icon.tsx';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { BriefingFiles } from './briefing-files.tsx';
import { ReportApproval } from './reports/report-approval.tsx';
import { StepBack, StepOn } from './section-steps.tsx';

/** Back to the list of all. */
export const closeBriefing = () => changePage({ openBriefing: null, section: 1, briefingShape: 'story' });

export function WayBack() {
  return (
    <button type="button" class="link-button small way-back" onClick={closeBriefing}>
      {say('← All briefings')}
    </button>
  );
}

interface StoryHeadProps {
  readonly briefing: Briefing;
  readonly onPresent: () => void;
}

/** Above the sections of a briefing that is read: what it is, and what can be done with it. */
export function StoryHead({ briefing, onPresent }: StoryHeadProps) {
  const { title, version, savedBy, savedAt, sections, report } = briefing;
  return (
    <header class="story-head">
      <WayBack />
      <h1>{title}</h1>
      <p class="muted small">
        {say('Version {version}, saved by {savedBy},', { version, savedBy })}{' '}
        <time dateTime={savedAt}>{whenOf(savedAt)}</time>
      </p>
      {report !== null && <ReportApproval key={version} briefing={briefing} report={report} />}
      <div class="button-row">
        <button
          type="button"
          class="button primary"
          title={say('Full screen, one section at a time (p)')}
          disabled={sections.length === 0}
          onClick={onPresent}
        >
          <Icon name="play" /> {say('Present')}
        </button>
        {can('brief') && (
          <button type="button" class="button" onClick={() => changePage({ briefingShape: 'editor' })}>
            {say('Edit')}
          </button>
        )}
        <button type="button" class="button" onClick={() => changePage({ briefingShape: 'versions' })}>
          {say('Versions')}
        </button>
        <BriefingFiles briefing={briefing} />
      </div>
      {sections.length === 0 && (
        <p class="muted">
          {say('It has no sections yet. {words}', {
            words: can('brief') ? say('Add some under Edit, or by “Brief” on the map.') : '',
          })}
        </p>
      )}
    </header>
  );
}

interface StoryFootProps {
  readonly number: number;
  readonly count: number;
  readonly onGo: (section: number) => void;
}

/** Below them: which is read, and the ways on for who does not scroll. */
export function StoryFoot({ number, count, onGo }: StoryFootProps) {
  if (count === 0) return null;
  return (
    <nav class="story-foot" aria-label={say('Sections')}>
      <StepBack number={number} onGo={onGo} />
      <span class="number small" aria-live="polite">
        {say('Section {number} of {count}', { number, count })}
      </span>
      <StepOn number={number} count={count} onGo={onGo} />
    </nav>
  );
}
