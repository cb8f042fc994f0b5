import './paper.css';
import { render } from 'preact';
import { PaperSheet } from './paper-sheet.tsx';
import type { Sheet } from './take-sheets.ts';

/** Lays sheets out for the printer in the place of the page; gives how to take them away. */
export function layOutPaper(sheets: readonly Sheet[], title: string): () => void {
  const paper = document.createElement('div');
  paper.className = 'paper';
  document.body.append(paper);
  render(
    sheets.map((sheet, index) => <PaperSheet key={String(index)} sheet={sheet} />),
    paper,
  );
  const before = document.title;
  // Browsers name the file after it.
  document.title = title;
  return () => {
    document.title = before;
    render(null, paper);
    paper.remove();
  };
}
