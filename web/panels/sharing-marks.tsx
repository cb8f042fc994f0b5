import type { DataKind, Sharing, SharingLevel } from '../../domain/access.ts';
import { DATA_KINDS, SHARING_LEVELS } from '../../domain/access.ts';
import { say } from '../words/say.ts';
import { KIND_SHORT, KIND_WORDS, LEVEL_WORDS, sharingSentence } from '../words/sharing-words.ts';

/** A level as its letter on its shade. */
export const LevelMark = ({ level }: { level: SharingLevel }) => (
  <span class={`level-mark ${level}`} aria-hidden="true">
    {LEVEL_WORDS[level].letter}
  </span>
);

interface SharingMarksProps {
  readonly sharing: Sharing;
  readonly kinds?: readonly DataKind[];
  /** The sentence is to be read beside them, not only heard. */
  readonly isWritten?: boolean;
}

/** What is given of each kind, as a row of letters, and as a sentence. */
export function SharingMarks({ sharing, kinds = DATA_KINDS, isWritten = false }: SharingMarksProps) {
  const words = sharingSentence(sharing);
  return (
    <span>
      <span class="sharing-marks">
        {kinds.map((kind) => (
          <LevelMark key={kind} level={sharing[kind]} />
        ))}
      </span>
      {isWritten ? <small>{words}</small> : <span class="visually-hidden">{words}</span>}
    </span>
  );
}

/** What the letters and their order mean. */
export function SharingLegend() {
  return (
    <div class="sharing-legend small">
      <ul aria-label={say('Letters')}>
        {[...SHARING_LEVELS].reverse().map((level) => (
          <li key={level}>
            <LevelMark level={level} /> <strong>{LEVEL_WORDS[level].label}</strong>
            <span class="muted">: {LEVEL_WORDS[level].meaning}</span>
          </li>
        ))}
      </ul>
      <p class="muted">
        {say('From left to right: {dataKinds}.', {
          dataKinds: DATA_KINDS.map((kind) => `${KIND_WORDS[kind].toLowerCase()} (${KIND_SHORT[kind]})`).join(
            ', ',
          ),
        })}
      </p>
    </div>
  );
}
