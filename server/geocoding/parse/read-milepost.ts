import { isDigit } from './split-words.ts';

/** A place along a highway, and the words that name the highway. */
export interface Milepost {
  readonly mile: number;
  readonly rest: readonly string[];
}

const MARKS = new Set(['MM', 'MP', 'MILEPOST', 'MILEMARKER', 'MILE', 'EXIT']);
const MARK_TAILS = new Set(['MARKER', 'POST', 'MKR', 'NO', 'NUMBER', '#']);
const JOINTS = new Set(['&', 'AT', 'ON', 'OF', 'NEAR', 'AND', '/']);

/** The mile or exit a line names (`I-95 MM 54`, `MILE 12 US 40`, `EXIT 41A I-95`); null where it names none. */
export function readMilepost(given: readonly string[]): Milepost | null {
  const words = unglued(given);
  const at = words.findIndex((word) => MARKS.has(word));
  if (at === -1) return null;
  let next = at + 1;
  while (MARK_TAILS.has(words[next] ?? '')) next += 1;
  const figure = words[next] ?? '';
  const mile = Number.parseFloat(figure);
  if (!isDigit(figure.charCodeAt(0)) || Number.isNaN(mile)) return null;
  // `8 MILE 12TH` is a crossing in Detroit.
  if (words[at] === 'MILE' && next === at + 1 && isDigit((words[at - 1] ?? '').charCodeAt(0)) && at === 1)
    return null;
  const before = words.slice(0, at);
  const after = words.slice(next + 1);
  while (JOINTS.has(before.at(-1) ?? '')) before.pop();
  while (JOINTS.has(after[0] ?? '')) after.shift();
  return { mile, rest: before.length > 0 ? before : after };
}

const GLUED = /^(MM|MP)(\d+(?:\.\d+)?)$/;

/** `MM 52` for `MM52`. */
function unglued(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word.startsWith('M') && GLUED.test(word));
  if (at === -1) return words;
  const [, mark = '', figure = ''] = GLUED.exec(words[at] ?? '') ?? [];
  return [...words.slice(0, at), mark, figure, ...words.slice(at + 1)];
}
