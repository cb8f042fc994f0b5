import { encode } from 'uqr';
import { darkModulesPath } from '../charts/dark-modules-path.ts';

/** Modules of quiet around the code, as its standard asks. */
const QUIET = 4;

/** A text as a code for a phone's camera: dark on white in either theme, as cameras expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET });
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={darkModulesPath(data)} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  );
}
