import { micromark } from 'micromark';

/** A heading of a text stands below that of its section. */
const HEADINGS_DOWN = 2;
const SMALLEST_HEADING = 6;

/**
 * HTML of a text in Markdown. Tags in it are shown as they were typed, and what begins like a picture is a link: nothing of a text
 * runs, and nothing is asked of another host before somebody follows a link.
 */
export function markdownHtml(text: string): string {
  const html = micromark(text, { extensions: [{ disable: { null: ['labelStartImage'] } }] });
  // All that was typed is escaped by now: tags are those of the library alone.
  return html
    .replaceAll(/<(\/?)h([1-6])>/g, (_tag, end: string, level: string) => {
      return `<${end}h${Math.min(SMALLEST_HEADING, Number(level) + HEADINGS_DOWN)}>`;
    })
    .replaceAll('<a href=""', '<a')
    .replaceAll('<a href="', '<a rel="noopener noreferrer" target="_blank" href="');
}
