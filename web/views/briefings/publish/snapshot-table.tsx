import { ALL } from '../../../../domain/disclosure/additive-table.ts';
import {
  categoriesOf,
  categoryCode,
  categoryName,
  publicationAreas,
  publishedCount,
} from '../../../../domain/publication.ts';
import { ENGLISH } from '../../../../domain/released-words/english.ts';
import type { PublishedCount, Snapshot } from '../../../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../../../domain/snapshots.ts';
import { formatCount } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';

/** All counts of a snapshot as everybody would see them, with the reason where one is not shown. */
export function SnapshotTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const { plan } = snapshot;
  const areas = publicationAreas(plan);
  const categories = categoriesOf(plan);
  const row = (name: string, category: string) => (
    <tr key={category}>
      <th scope="row">{name}</th>
      {areas.map(({ code }) => (
        <Cell key={code} count={publishedCount(snapshot, code, category)} threshold={plan.threshold} />
      ))}
    </tr>
  );
  return (
    <div class="snapshot-scroll">
      <table class="snapshot-table">
        <thead>
          <tr>
            <td />
            {areas.map(({ code, name }) => (
              <th key={code} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {CATEGORY_WAYS.map((way) => (
          <tbody key={way}>
            <tr>
              <th scope="rowgroup" colSpan={areas.length + 1} class="muted">
                {ENGLISH.headings[way]}
              </th>
            </tr>
            {categories[way].map((code) => row(categoryName(plan, way, code), categoryCode(way, code)))}
          </tbody>
        ))}
        <tfoot>{row(say('All'), ALL)}</tfoot>
      </table>
    </div>
  );
}

const WHY: Readonly<Record<Exclude<PublishedCount, number>, string>> = {
  fewer: say('Small: not shown'),
  part: say('Part of a small count: not told apart'),
  withheld: say('Large enough, but a small count could be worked out from it'),
};

function Cell({ count, threshold }: { readonly count: PublishedCount; readonly threshold: number }) {
  if (typeof count === 'number') return <td>{formatCount(count)}</td>;
  return (
    <td class="is-kept" title={WHY[count]}>
      {count === 'withheld' ? say('withheld') : count === 'part' ? say('part') : `< ${threshold}`}
      <span class="visually-hidden">: {WHY[count]}</span>
    </td>
  );
}
