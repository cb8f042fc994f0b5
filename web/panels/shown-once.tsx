import { useSignal } from '@preact/signals';
import { say } from '../words/say.ts';

/** A secret that is never shown again, and a button that copies it. */
export function ShownOnce({ text, label }: { text: string; label: string }) {
  return (
    <div class="shown-once">
      <span class="visually-hidden">{label}:</span>
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  );
}

export function CopyButton({ text }: { text: string }) {
  const said = useSignal(say('Copy'));
  const copy = async () => {
    said.value = await navigator.clipboard.writeText(text).then(
      () => say('Copied'),
      () => say('Select it and copy'),
    );
  };
  return (
    <button type="button" class="button" onClick={copy}>
      <span aria-live="polite">{said.value}</span>
    </button>
  );
}
