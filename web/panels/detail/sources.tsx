import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';

const MOST_SOURCES = 8;

interface SourceLine {
  readonly file: string | null;
  readonly row: number;
  readonly batch: number;
}

/** `links.csv, line 12`; the file is named to its own agency alone. */
export const sourceWords = ({ file, row }: SourceLine): string =>
  say('{file}, line {row}', { file: file ?? say('A file of another agency'), row: formatCount(row) });

/** Which files and lines a record came from. */
export function Sources({ sources }: { sources: readonly SourceLine[] }) {
  if (sources.length === 0) return null;
  return (
    <section class="detail-section">
      <h3>{say('From')}</h3>
      <ul class="source-list small">
        {sources.slice(0, MOST_SOURCES).map((source) => (
          <li key={`${source.batch} ${source.row}`}>{sourceWords(source)}</li>
        ))}
        {sources.length > MOST_SOURCES && (
          <li class="muted">
            {say('and {count} more', { count: formatCount(sources.length - MOST_SOURCES) })}
          </li>
        )}
      </ul>
    </section>
  );
}
