/** The file that is being taken along: it goes on while its menu is closed. */
import { signal } from '@preact/signals';
import { fetchExport } from '../api/exports.ts';
import { ApiError } from '../api/request.ts';

type TakenExport =
  | { readonly state: 'coming'; readonly name: string; readonly bytes: number }
  | { readonly state: 'here'; readonly name: string; readonly bytes: number }
  | { readonly state: 'cancelled'; readonly name: string }
  | { readonly state: 'failed'; readonly name: string; readonly why: string };

/** Null until one is asked for. */
export const takenExport = signal<TakenExport | null>(null);

let controller = new AbortController();

/** Takes a file and hands it to the browser to keep. */
export async function takeExport(address: string, name: string, purpose: string): Promise<void> {
  if (takenExport.peek()?.state === 'coming') return;
  controller = new AbortController();
  takenExport.value = { state: 'coming', name, bytes: 0 };
  const onBytes = (bytes: number) => {
    takenExport.value = { state: 'coming', name, bytes };
  };
  const { signal: abort } = controller;
  try {
    const file = await fetchExport(address, { purpose, signal: abort, onBytes });
    keep(file, name);
    takenExport.value = { state: 'here', name, bytes: file.size };
  } catch (error) {
    takenExport.value = abort.aborted
      ? { state: 'cancelled', name }
      : { state: 'failed', name, why: ApiError.from(error).message };
  }
}

export const cancelExport = (): void => controller.abort();

function keep(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has it by then; kept longer it would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
