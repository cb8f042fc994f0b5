import { useEffect } from 'preact/hooks';

/** Fills the screen where the browser lets it; asked from a press or a key, else it is refused. */
export function enterFullScreen(): void {
  const root = document.documentElement;
  if (typeof root.requestFullscreen === 'function') void root.requestFullscreen().catch(() => undefined);
}

function leaveFullScreen(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
}

/** Gives the screen back when the component goes, and says when somebody has taken it back (Esc is the browser's then). */
export function useFullScreenEnd(isOn: boolean, onEnded: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onChange = () => {
      if (document.fullscreenElement === null) onEnded();
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      leaveFullScreen();
    };
  }, [isOn]);
}
