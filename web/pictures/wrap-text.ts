/** Width of a text in pixels. */
export type Measure = (text: string, sizePx: number, isBold: boolean) => number;

export interface TextStyle {
  readonly sizePx: number;
  readonly isBold: boolean;
}

/** A text in lines that are no wider than that, broken between words; a word that is too long has a line of its own. Pure. */
export function wrapText(
  text: string,
  widthPx: number,
  style: TextStyle,
  measure: Measure,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, style.sizePx, style.isBold) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
