import { published, publishedQuery } from '../../state/map-data.ts';
import { page } from '../../state/page.ts';
import { formatPage } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import { ExportForm } from './export-form.tsx';

/** What is shown, as files; and the address of the bare map for another page. */
export function ExportMenu() {
  const isMap = page.value.view === 'map';
  const label = (
    <>
      <Icon name="download" /> {say('Export')}
    </>
  );
  return (
    <Popover label={label} buttonClass="button" title={say('Take what is shown with you')}>
      {isMap && page.value.figures === 'published' ? <PublishedFile /> : <ExportForm />}
      {isMap && <BareMap />}
    </Popover>
  );
}

function BareMap() {
  return (
    <p class="popover-note muted small">
      <a
        href={formatPage({ ...page.value, embed: true, selection: [], table: null })}
        target="_blank"
        rel="noreferrer"
      >
        {say('Open the bare map')}
      </a>{' '}
      {say('to embed it in another page.')}
    </p>
  );
}

function PublishedFile() {
  const answer = published.value.answer;
  if (answer !== null && answer.year === null)
    return <p class="muted">{say('No published table to export yet.')}</p>;
  const year = answer?.year ?? '';
  return (
    <>
      <h2 class="popover-title">{say('Export what is shown')}</h2>
      <p class="export-row">
        <span>{say('Published flows {year}', { year })}</span>
        <a href={`/api/published-flows?${publishedQuery.value}`} download={`atf-flows-${year}.geojson`}>
          {say('GeoJSON')}
        </a>
      </p>
    </>
  );
}
