import { markdownHtml } from '../words/markdown-html.ts';

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, pre, blockquote > :not(p)';

/** A text in Markdown without its marks, a paragraph or point a line. */
export function plainText(markdown: string): string {
  const { body } = new DOMParser().parseFromString(markdownHtml(markdown), 'text/html');
  const lines = [...body.querySelectorAll(BLOCKS)]
    .filter((block) => block.parentElement?.closest('li') === null)
    .map((block) => `${block.matches('li') ? '• ' : ''}${(block.textContent ?? '').trim()}`);
  return lines.join('\n');
}
