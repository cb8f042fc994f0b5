import type { Making } from './use-making.ts';

/** How the making of files stands: under way, done, or why not. */
export function MakingNote({ making: { busy, error, done } }: { readonly making: Making }) {
  return (
    <>
      {error !== null && (
        <p class="form-error" role="alert">
          {error}
        </p>
      )}
      <p class="muted small" role="status">
        {busy ?? done}
      </p>
    </>
  );
}
