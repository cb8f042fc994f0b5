import { useSignal } from '@preact/signals';
import type { DataKind, Sharing } from '../../../domain/access.ts';
import { DATA_KINDS, NOTHING } from '../../../domain/access.ts';
import type { Agreements } from '../../../domain/access-responses.ts';
import { SharingLegend, SharingMarks } from '../../panels/sharing-marks.tsx';
import { givesSentence } from '../../words/agreement-words.ts';
import { say } from '../../words/say.ts';
import { KIND_SHORT, KIND_WORDS } from '../../words/sharing-words.ts';
import { matrixOf } from './matrix-of.ts';

interface SharingMatrixProps {
  readonly agencies: Agreements['agencies'];
  readonly matrix: Agreements['matrix'];
  /** Code of one's own agency, which stands first. */
  readonly own: string | null;
}

/** Who gives what to whom now: a row for each giving agency, a column for each receiving one. */
export function SharingMatrix({ agencies, matrix, own }: SharingMatrixProps) {
  const only = useSignal<DataKind | null>(null);
  const kinds = only.value === null ? DATA_KINDS : [only.value];
  const { inOrder, sharingOf } = matrixOf(agencies, matrix, own);
  return (
    <section aria-labelledby="matrix-title">
      <h2 id="matrix-title">{say('In force today')}</h2>
      <label class="matrix-kind small">
        {say('Show')}{' '}
        <select
          class="field"
          value={only.value ?? ''}
          onChange={({ currentTarget: { value } }) => {
            only.value = DATA_KINDS.find((kind) => kind === value) ?? null;
          }}
        >
          <option value="">{say('all kinds of data')}</option>
          {DATA_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say('{kind} only', { kind: KIND_WORDS[kind].toLowerCase() })}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="matrix-scroll" tabIndex={0} aria-label={say('Who gives what to whom')}>
        <table class="matrix">
          <caption class="visually-hidden">
            {say('What each agency, by row, gives to each other agency, by column')}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="matrix-corner">
                <span class="muted">{say('gives ↓  sees →')}</span>
              </th>
              {inOrder.map(({ code, name }) => (
                <th key={code} scope="col" title={name} class={code === own ? 'own' : undefined}>
                  <span aria-hidden="true">{code}</span>
                  <span class="visually-hidden">{name}</span>
                  <span class="matrix-kinds muted" aria-hidden="true">
                    {kinds.map((kind) => (
                      <span key={kind}>{KIND_SHORT[kind]}</span>
                    ))}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder.map((giving) => (
              <tr key={giving.code}>
                <th scope="row" title={giving.name} class={giving.code === own ? 'own' : undefined}>
                  <span class="matrix-code">{giving.code}</span>
                  <span class="matrix-name">{giving.name}</span>
                </th>
                {inOrder.map((receiving) => (
                  <MatrixCell
                    key={receiving.code}
                    kinds={kinds}
                    sentence={(sharing) => givesSentence(giving.name, receiving.name, sharing)}
                    sharing={
                      giving === receiving ? null : (sharingOf(giving.code, receiving.code) ?? NOTHING)
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SharingLegend />
    </section>
  );
}

interface MatrixCellProps {
  readonly kinds: readonly DataKind[];
  /** Null where an agency meets itself. */
  readonly sharing: Sharing | null;
  readonly sentence: (sharing: Sharing) => string;
}

function MatrixCell({ kinds, sharing, sentence }: MatrixCellProps) {
  if (sharing === null) {
    return (
      <td class="matrix-self">
        <span class="visually-hidden">{say('itself')}</span>
      </td>
    );
  }
  return (
    <td title={sentence(sharing)}>
      <SharingMarks sharing={sharing} kinds={kinds} />
    </td>
  );
}
