import { WAY_HEADINGS } from '../../../domain/publication.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { shareShown, sumInWords } from '../../../domain/released-figures.ts';

/** The figures of the charts, as everybody may read them. */
export function ReleasedTable({ figures }: { readonly figures: ReleasedFigures }) {
  const { way, rows, total, threshold } = figures;
  return (
    <table class="data">
      <thead>
        <tr>
          <th scope="col">{WAY_HEADINGS[way]}</th>
          <th scope="col" class="number">
            Guns
          </th>
          <th scope="col" class="number">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, sum }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            <td class="number">{sumInWords(sum, threshold)}</td>
            <td class="number">{shareShown(sum, total) ?? ''}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">All</th>
          <td class="number">{sumInWords(total, threshold)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
