import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { shareShown, sumInWords } from '../../../domain/released-figures.ts';
import { wordsIn } from '../../../domain/released-words/words-in.ts';

/** The figures of the charts, as everybody may read them. */
export function ReleasedTable({ figures }: { readonly figures: ReleasedFigures }) {
  const { way, rows, total, language } = figures;
  const { headings, columns, all } = wordsIn(language);
  return (
    <table class="data">
      <thead>
        <tr>
          <th scope="col">{headings[way]}</th>
          <th scope="col" class="number">
            {columns.guns}
          </th>
          <th scope="col" class="number">
            {columns.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, sum }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            <td class="number">{sumInWords(sum, figures)}</td>
            <td class="number">{shareShown(sum, total) ?? ''}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{all}</th>
          <td class="number">{sumInWords(total, figures)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
