const KEY = 'tracemap-address';

/** Keeps the address while another site signs one in, which leads back to the start page. */
export const keepAddress = () => window.sessionStorage.setItem(KEY, window.location.search);

/** Brings a kept address back, once, where the page was opened without one of its own. */
export function restoreAddress(): void {
  const kept = window.sessionStorage.getItem(KEY);
  window.sessionStorage.removeItem(KEY);
  if (kept === null || window.location.search !== '' || window.location.hash !== '') return;
  window.history.replaceState(null, '', `${window.location.pathname}${kept}`);
}
