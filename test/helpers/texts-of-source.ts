/** The texts that people read, as they stand in the source of the page and of the server. */
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
/** `told` itself, whose text is found by its English whoever reads it. */
const tellingCall = z.object({
  callee: z.object({ name: z.literal('told') }),
  arguments: z.tuple([z.unknown()], z.unknown()),
});
const importOfTold = z.object({
  type: z.literal('ImportDeclaration'),
  source: z.object({ value: z.string().endsWith('/languages/told.ts') }),
});
const refusal = z.object({
  callee: z.union([z.object({ name: z.string() }), z.object({ type: z.literal('Super') })]),
  arguments: z.array(z.unknown()),
});
/** Where the words stand among what a refusal is made of. */
const WORDS_OF_REFUSAL: ReadonlyMap<string, { readonly title?: number; readonly message: number }> = new Map([
  ['badRequest', { message: 0 }],
  ['notFound', { message: 0 }],
  ['forbidden', { message: 0 }],
  ['secondFactorNeeded', { message: 0 }],
  ['ProblemError', { title: 1, message: 2 }],
  ['RefusedError', { title: 1, message: 2 }],
  ['FilterError', { message: 1 }],
  ['ImportRefusal', { message: 0 }],
]);
/** What is put together there can be found in no catalog. What is handed on was checked where it was told. */
const composed = z.union([
  z.object({ type: z.literal('TemplateLiteral') }),
  z.object({ type: z.literal('BinaryExpression') }),
  z.object({ type: z.literal('MemberExpression'), property: z.object({ name: z.literal('message') }) }),
]);
/** Read by whoever loads streets or places addresses at the command line, which speaks English. */
const OF_OPERATORS = /^server\/(?:reference\/|geocoding\/geocode-file\.ts$)/;
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
    // Of the others it is read with refusals.
    const tells = file.startsWith('web/') && all.some((one) => importOfTold.safeParse(one).success);
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

/**
 * What refusals of the server and of domain/ say, titles too, and all else that is told by its English; an empty text where it is put
 * together, so that nobody can find it in a catalog.
 */
export function textsOfRefusals(): readonly SourceText[] {
  const texts: SourceText[] = [];
  for (const { file, nodes } of [...filesIn('server'), ...filesIn('domain')]) {
    // The folder of the catalogs defines what others call.
    if (OF_OPERATORS.test(file) || file.startsWith('domain/languages/')) continue;
    const all = [...nodes];
    const tells = all.some((one) => importOfTold.safeParse(one).success);
    for (const one of all) for (const text of textsIn(one, tells)) texts.push({ file, text });
  }
  return texts;
}

function* textsIn(one: Node, tells: boolean): Generator<string> {
  const telling = tellingCall.safeParse(one);
  if (tells && telling.success) yield textOf(telling.data.arguments[0]) ?? '';
  const made = refusal.safeParse(one);
  if (!made.success) return;
  const name = 'name' in made.data.callee ? made.data.callee.name : superOf(made.data.arguments);
  const places = WORDS_OF_REFUSAL.get(name);
  if (places === undefined) return;
  const words = [places.title, places.message].flatMap((place) =>
    place === undefined ? [] : [made.data.arguments[place]],
  );
  for (const word of words) {
    const text = textOf(word);
    if (text !== undefined) yield text;
    else if (composed.safeParse(word).success) yield '';
  }
}

/** A kind of ProblemError says its status first. */
const superOf = ([status]: readonly unknown[]): string =>
  z.object({ value: z.number() }).safeParse(status).success ? 'ProblemError' : '';

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
