/** The texts of the page, as they stand in its source. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface SourceText {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
}

export interface TextsOfPage {
  /** What `say` or `told` is asked for; an empty text where it is no literal, so that nobody can find it in a catalog. */
  readonly said: readonly SourceText[];
  /** Words in JSX that no `say` stands around: they stay English for everybody. */
  readonly unsaid: readonly SourceText[];
}

const node = z.looseObject({ type: z.string() });
type Node = z.infer<typeof node>;
const literal = z.object({ type: z.literal('Literal'), value: z.string() });
/** In backticks over several lines; one with values in it is no text that could be found. */
const wholeTemplate = z.object({
  type: z.literal('TemplateLiteral'),
  quasis: z.tuple([z.object({ value: z.object({ cooked: z.string() }) })]),
});
const call = z.object({
  callee: z.object({ name: z.string() }),
  arguments: z.tuple([z.unknown()], z.unknown()),
});
/** Where `told` is what keeps a text until its reader is known; other files call other things by that name. */
const tellsTexts = z.object({
  type: z.literal('ImportDeclaration'),
  source: z.object({ value: z.string().endsWith('languages/told.ts') }),
});
/** It takes messages that are told where it is called. */
const TAKES_TOLD = 'server/errors.ts';
const attribute = z.object({ name: z.object({ name: z.string() }), value: literal });
const element = z.object({ openingElement: z.object({ name: z.object({ name: z.string() }) }) });

/** Attributes of the page's elements that people read or hear. */
const READ = new Set([
  'alt',
  'aria-label',
  'label',
  'title',
  'placeholder',
  'heading',
  'caption',
  'hint',
  'reason',
]);
/** What is typed or pressed as it stands. */
const AS_TYPED = new Set(['code', 'kbd', 'pre']);
const WORDS = /[A-Za-z]{2}/;

/** Every literal of domain/: what `sayKnown` may be asked for. */
export const textsOfDomain = (): ReadonlySet<string> =>
  new Set(
    [...filesIn('domain')].flatMap(({ nodes }) =>
      [...nodes].flatMap((one) => literal.safeParse(one).data?.value ?? []),
    ),
  );

function* filesIn(folder: string): Generator<{ readonly file: string; readonly nodes: Iterable<Node> }> {
  for (const name of readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue;
    const file = path.posix.join(folder, name.replaceAll(path.sep, '/'));
    yield { file, nodes: nodesOf(parseSync(name, readFileSync(path.join(ROOT, file), 'utf8')).program) };
  }
}

/** All texts of all files of the page, of what it makes in domain/, and of what the server says to it. */
export function textsOfPage(): TextsOfPage {
  const said: SourceText[] = [];
  const unsaid: SourceText[] = [];
  for (const { file, nodes } of [...filesIn('web'), ...filesIn('domain'), ...filesIn('server')]) {
    const all = [...nodes];
    const tells = file !== TAKES_TOLD && all.some((one) => tellsTexts.safeParse(one).success);
    const asking = tells ? ['say', 'told'] : ['say'];
    for (const one of all) {
      const asked = call.safeParse(one);
      if (asked.success && asking.includes(asked.data.callee.name))
        said.push({ file, text: textOf(asked.data.arguments[0]) ?? '' });
      const text = wordsOf(one);
      if (text !== null && WORDS.test(text)) unsaid.push({ file, text: text.trim() });
    }
  }
  return { said, unsaid };
}

const textOf = (value: unknown): string | undefined =>
  literal.safeParse(value).data?.value ?? wholeTemplate.safeParse(value).data?.quasis[0].value.cooked;

function wordsOf(one: Node): string | null {
  if (one.type === 'JSXText') return z.object({ value: z.string() }).parse(one).value;
  if (one.type !== 'JSXAttribute') return null;
  const { data } = attribute.safeParse(one);
  return data !== undefined && READ.has(data.name.name) ? data.value.value : null;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
  const { data, success } = node.safeParse(value);
  if (!success) return;
  yield data;
  const name = element.safeParse(data).data?.openingElement.name.name;
  if (name !== undefined && AS_TYPED.has(name)) return;
  for (const child of Object.values(data)) yield* nodesOf(child);
}
