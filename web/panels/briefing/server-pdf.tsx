import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Paper, PictureOrder } from '../../../domain/pictures.ts';
import { PAPERS } from '../../../domain/pictures.ts';
import { getPictureMaking, orderPicture } from '../../api/pictures.ts';
import { useLoaded } from '../../views/use-loaded.ts';
import { say } from '../../words/say.ts';
import type { Making } from './use-making.ts';

const PAPER_WORDS: Readonly<Record<Paper, string>> = { a4: 'A4', letter: say('Letter') };

/** Where people print on Letter. */
const usesLetter = () => /-(US|CA|MX|PH)$/.test(navigator.language);

interface ServerPdfProps {
  /** What it is of: a view by its query, or a briefing. */
  readonly of: () => Pick<PictureOrder, 'query'> | Pick<PictureOrder, 'briefing'>;
  readonly making: Making;
}

/** A PDF made by the server, with tags for who reads by ear; nothing where the server cannot. */
export function ServerPdf({ of, making }: ServerPdfProps) {
  const id = useId();
  const paper = useSignal<Paper>(usesLetter() ? 'letter' : 'a4');
  const { value } = useLoaded(getPictureMaking, 'picture making');
  if (value?.available !== true) return null;
  const order = () =>
    making.make(say('Making the PDF …'), say('The PDF is in your downloads.'), async (_tell, signal) => {
      const [{ saveFile }, file] = await Promise.all([
        import('../../pictures/save-file.ts'),
        orderPicture({ ...of(), format: 'pdf', paper: paper.peek() }, signal),
      ]);
      saveFile(file.content, file.name);
    });
  return (
    <div class="take-row">
      <button
        type="button"
        class="button"
        data-stays
        title={say('With tags for who reads by ear')}
        disabled={making.busy !== null}
        onClick={order}
      >
        {say('PDF')}
      </button>
      <label for={id}>{say('Paper')}</label>
      <select
        id={id}
        class="field"
        value={paper.value}
        onChange={({ currentTarget }) => {
          paper.value = PAPERS.find((one) => one === currentTarget.value) ?? 'a4';
        }}
      >
        {PAPERS.map((one) => (
          <option key={one} value={one}>
            {PAPER_WORDS[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
