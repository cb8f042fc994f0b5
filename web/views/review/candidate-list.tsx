import type { ReviewCandidate, ReviewItem } from '../../../domain/review.ts';
import type { ReviewReason } from '../../../domain/vocabulary.ts';
import { isForAlike, isWaiting } from '../../state/review.ts';
import { highlighted } from '../../state/review-map.ts';
import { AREA_WORDS, differenceWords, FOUND_WORDS, withinWords } from '../../words/review-words.ts';
import { say } from '../../words/say.ts';
import { choose } from './review-acts.ts';

/** The places the address may mean, the likeliest first; one click or its digit settles it. */
export function CandidateList({ item }: { readonly item: ReviewItem }) {
  if (item.candidates.length === 0) return <NoCandidates item={item} />;
  return (
    <ol class="candidates" aria-label={say('Places it may mean, the likeliest first')}>
      {item.candidates.map((candidate, index) => (
        <li key={index}>
          <Candidate candidate={candidate} index={index} reason={item.reason} />
        </li>
      ))}
    </ol>
  );
}

interface CandidateProps {
  readonly candidate: ReviewCandidate;
  readonly index: number;
  readonly reason: ReviewReason;
}

function Candidate({ candidate, index, reason }: CandidateProps) {
  const { label, precision, uncertaintyMetres } = candidate;
  const differences = differenceWords(candidate, reason);
  const look = (at: number | null) => () => {
    highlighted.value = at;
  };
  return (
    <button
      type="button"
      class="candidate"
      disabled={isWaiting.value}
      data-active={highlighted.value === index}
      aria-keyshortcuts={String(index + 1)}
      onClick={() => choose(index, isForAlike.value)}
      onPointerEnter={look(index)}
      onPointerLeave={look(null)}
      onFocus={look(index)}
      onBlur={look(null)}
    >
      <span class="candidate-number number">{index + 1}</span>
      <span class="candidate-words">
        <strong>{label}</strong>
        <span class="muted small">
          {FOUND_WORDS[precision]}, {withinWords(uncertaintyMetres)}
        </span>
        <span class="small">
          {differences.length === 0 ? say('fits as written') : differences.join(', ')}
        </span>
      </span>
    </button>
  );
}

function NoCandidates({ item }: { readonly item: ReviewItem }) {
  const { area } = item;
  const what = area === null ? undefined : AREA_WORDS[area.precision];
  return (
    <p class="no-candidates">
      {say(
        'No place on the streets that are loaded comes near it. Put a pin where it is, or mark it unknown.',
      )}{' '}
      {area !== null && what !== undefined && (
        <span class="muted">
          {say('Of its place only the {what} is known: {label}.', { what, label: area.label })}
        </span>
      )}
    </p>
  );
}
