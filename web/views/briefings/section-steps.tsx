import { Icon } from '../../panels/icon.tsx';
import { say } from '../../words/say.ts';

interface StepProps {
  readonly number: number;
  readonly onGo: (section: number) => void;
}

/** To the section before. */
export function StepBack({ number, onGo }: StepProps) {
  return (
    <button
      type="button"
      class="button icon"
      aria-label={say('Section before')}
      title={say('Section before (←)')}
      disabled={number === 1}
      onClick={() => onGo(number - 1)}
    >
      <Icon name="left" />
    </button>
  );
}

/** To the next of so many. */
export function StepOn({ number, count, onGo }: StepProps & { readonly count: number }) {
  return (
    <button
      type="button"
      class="button icon"
      aria-label={say('Next section')}
      title={say('Next section (→)')}
      disabled={number >= count}
      onClick={() => onGo(number + 1)}
    >
      <Icon name="right" />
    </button>
  );
}
