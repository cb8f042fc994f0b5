import '../../styles/region-page.css';
import '../../styles/form.css';
import '../../styles/table.css';
import './briefings-view.css';
import { useEffect } from 'preact/hooks';
import { getBriefing } from '../../api/briefings.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { loadAreaNames } from '../../state/area-names.ts';
import { briefingChanges } from '../../state/briefings.ts';
import { page } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { BriefingEditor } from './briefing-editor.tsx';
import { BriefingShow } from './briefing-show.tsx';
import { BriefingVersions } from './briefing-versions.tsx';
import { BriefingsHome } from './briefings-home.tsx';
import { WayBack } from './story-frame.tsx';

/** Briefings: views in order, with words; all of them, or one that is read, presented, written or looked back at. */
export function BriefingsView() {
  const { openBriefing } = page.value;
  useEffect(loadAreaNames, []);
  return openBriefing === null ? <BriefingsHome /> : <OpenBriefing key={openBriefing} id={openBriefing} />;
}

function OpenBriefing({ id }: { readonly id: number }) {
  const { value, error, reload } = useLoaded(
    (signal) => getBriefing(id, signal),
    `briefing ${id} ${briefingChanges.value}`,
  );
  if (value === null) {
    return (
      <div class="region-page">
        <WayBack />
        {error === null ? (
          <p class="muted">{say('Opening the briefing …')}</p>
        ) : (
          <LoadError message={error} onRetry={reload} />
        )}
      </div>
    );
  }
  switch (page.value.briefingShape) {
    case 'editor':
      return <BriefingEditor briefing={value} />;
    case 'versions':
      return <BriefingVersions briefing={value} />;
    default:
      return <BriefingShow briefing={value} />;
  }
}
