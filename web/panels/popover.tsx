import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface PopoverProps {
  readonly label: ComponentChildren;
  readonly buttonClass: string;
  readonly title?: string;
  /** Which side of the button it hangs from. */
  readonly side?: 'left' | 'right';
  /** It closes once something in it was chosen, unless that is marked to stay. */
  readonly closesOnChoice?: boolean;
  readonly children: ComponentChildren;
}

/** A button that opens a small panel under itself; a click elsewhere or Esc closes it. */
export function Popover({
  label,
  buttonClass,
  title,
  side = 'right',
  closesOnChoice,
  children,
}: PopoverProps) {
  const open = useSignal(false);
  const id = useId();
  const anchor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open.value) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !anchor.current?.contains(event.target)) open.value = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      open.value = false;
      anchor.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open.value]);
  const closeOnChoice = ({ target }: Event) => {
    if (!(target instanceof Element) || target.closest('a, button:not([data-stays])') === null) return;
    open.value = false;
    anchor.current?.querySelector('button')?.focus();
  };
  return (
    <div class="popover-anchor" ref={anchor}>
      <button
        type="button"
        class={buttonClass}
        title={title}
        aria-expanded={open.value}
        aria-controls={id}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <span>{label}</span>
      </button>
      {open.value && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of what its own buttons and links did
        // biome-ignore lint/a11y/useKeyWithClickEvents: a key that presses them is a click as well
        <div class={`popover ${side}`} id={id} onClick={closesOnChoice ? closeOnChoice : undefined}>
          {children}
        </div>
      )}
    </div>
  );
}
