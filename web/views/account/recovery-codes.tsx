import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../../panels/shown-once.tsx';
import { say } from '../../words/say.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Shown once: each lets one in once without the authenticator app. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = codes.join('\n');
  return (
    <div class="form">
      <h2 tabIndex={-1} ref={heading}>
        {say('Keep these recovery codes')}
      </h2>
      <p>
        {say(
          'Each lets you in once when your app is not at hand. They are shown now and never again: print them or keep them where you keep passwords.',
        )}
      </p>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="button-row">
        <CopyButton text={text} />
        <a
          class="button"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(say('Tracemap recovery codes\n{text}\n', { text }))}`}
          download="tracemap-recovery-codes.txt"
        >
          {say('Download')}
        </a>
        <button type="button" class="button primary" onClick={onDone}>
          {say('I have kept them')}
        </button>
      </div>
    </div>
  );
}
