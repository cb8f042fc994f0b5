import { getOutsideJson } from '../api/outside-json.ts';
import type { AskedSource } from './outside-sources.ts';
import { attributionsIn, otherHost, readOutsideSources, withTileJson } from './outside-sources.ts';
import type { OutsideStyle } from './outside-style.ts';
import { outsideStyle, readOutsideStyle } from './outside-style.ts';

/** Asks for a style of another host and for what its sources are. Throws an Error in words where it is none. */
export async function loadOutsideStyle(address: string, signal: AbortSignal): Promise<OutsideStyle> {
  const style = readOutsideStyle(await getOutsideJson(address, signal));
  const { known, asked, leftOut } = readOutsideSources(style.sources, address);
  const answers = await Promise.all(asked.map((each) => ask(each, signal)));
  const answered = answers.flatMap(({ id, answer }) => (answer === null ? [] : [{ id, ...answer }]));
  return outsideStyle(style, address, {
    sources: { ...known, ...Object.fromEntries(answered.map(({ id, source }) => [id, source])) },
    attributions: [...attributionsIn(style.sources), ...answered.map(({ attribution }) => attribution)],
    leftOut: [...leftOut, ...answers.flatMap(({ why }) => why ?? [])],
  });
}

async function ask(asked: AskedSource, signal: AbortSignal) {
  const { id, address } = asked;
  try {
    const answer = withTileJson(asked, await getOutsideJson(address, signal));
    return { id, answer, why: answer === null ? otherHost(`source ${id}`) : null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id, answer: null, why: `source ${id}: ${reason}` };
  }
}
