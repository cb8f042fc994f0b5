import type { BriefingItem } from '../../../domain/briefings.ts';
import { deleteBriefing } from '../../api/briefings.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { EmptyState } from '../../panels/empty-state.tsx';
import { briefingsChanged } from '../../state/briefings.ts';
import { can } from '../../state/session.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { decisionWords, reportWords } from '../../words/report-words.ts';
import { say } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { ReportMark } from './reports/report-mark.tsx';

/** The briefings there are, those saved last first; before them the monthly reports that wait for approval. */
export function BriefingList({ items }: { readonly items: readonly BriefingItem[] }) {
  const waiting = items.filter(({ report }) => report?.state === 'waiting');
  const others = items.filter(({ report }) => report?.state !== 'waiting');
  return (
    <>
      {waiting.length > 0 && (
        <section aria-labelledby="waiting-reports">
          <h2 id="waiting-reports">
            {say('Waiting for approval ({count})', { count: formatCount(waiting.length) })}
          </h2>
          <Cards items={waiting} level="h3" />
        </section>
      )}
      {(others.length > 0 || waiting.length === 0) && (
        <section aria-label={say('Briefings')}>
          <Others items={others} />
        </section>
      )}
    </>
  );
}

function Others({ items }: { readonly items: readonly BriefingItem[] }) {
  if (items.length === 0) {
    return (
      <EmptyState
        heading={say('No briefings yet')}
        reason={
          can('brief')
            ? say('Begin with one of those below, or press “Brief” on the map to put what it shows into one.')
            : say('Nobody of your agency has written one. Analysts, stewards and briefing staff do.')
        }
        next={null}
      />
    );
  }
  return <Cards items={items} level="h2" />;
}

interface CardsProps {
  readonly items: readonly BriefingItem[];
  /** Of the titles, below what heads the list. */
  readonly level: 'h2' | 'h3';
}

const Cards = ({ items, level }: CardsProps) => (
  <ul class="briefing-list">
    {items.map((item) => (
      <BriefingCard key={item.id} item={item} level={level} />
    ))}
  </ul>
);

const sectionsOf = (count: number) => (count === 1 ? '1 section' : `${count} sections`);

function BriefingCard({ item, level: Title }: { readonly item: BriefingItem } & Pick<CardsProps, 'level'>) {
  const { id, title, sections, version, savedBy, savedAt, report } = item;
  return (
    <li class="region-card">
      <div class="report-title">
        <Title>
          <OpenLink to={{ openBriefing: id, section: 1, briefingShape: 'story' }}>{title}</OpenLink>
        </Title>
        {report !== null && <ReportMark report={report} />}
      </div>
      <p class="muted small">
        {say('{sections}, version {version}, saved by {savedBy},', {
          sections: sectionsOf(sections),
          version,
          savedBy,
        })}{' '}
        <time dateTime={savedAt}>{whenOf(savedAt)}</time>
      </p>
      {report !== null && (
        <p class="small">
          {reportWords(report)} {decisionWords(report, can('brief'))}
        </p>
      )}
      {can('brief') && (
        <ConfirmDialog
          verb={say('Delete')}
          question={say('Delete “{title}”?', { title })}
          keep={say('Keep it')}
          onConfirm={async () => {
            await deleteBriefing(id);
            briefingsChanged();
          }}
        >
          <p>{say('It is listed and shown no more, to anybody of your agency. No record changes.')}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
