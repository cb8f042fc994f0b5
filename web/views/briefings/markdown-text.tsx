import { useMemo } from 'preact/hooks';
import { markdownHtml } from '../../words/markdown-html.ts';

/** A text in Markdown. */
export function MarkdownText({ text }: { readonly text: string }) {
  const html = useMemo(() => markdownHtml(text), [text]);
  // markdown-html.ts lets no tag of the text through.
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
