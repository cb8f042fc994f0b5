import type { PictureRequest } from '../domain/pictures.ts';
import { PICTURE_REQUEST, readPictureRequest } from '../domain/pictures.ts';
import { briefingShown } from './state/briefings.ts';
import { say } from './words/say.ts';

/**
 * Hears the server's own browser, which makes files by this page: it sends the event, waits until the document says `done`, or why not,
 * and takes the download, or prints what was laid out.
 */
export function hearPictureRequests(): void {
  document.addEventListener(PICTURE_REQUEST, (event) => {
    const request = event instanceof CustomEvent ? readPictureRequest(event.detail) : null;
    if (request === null) return;
    const { dataset } = document.documentElement;
    make(request).then(
      () => {
        dataset.picture = 'done';
      },
      (error: unknown) => {
        dataset.picture = error instanceof Error ? error.message : say('It could not be made.');
      },
    );
  });
}

async function make({ format, scale }: PictureRequest): Promise<void> {
  const files = await import('./pictures/make-files.ts');
  const briefing = briefingShown.peek();
  const never = new AbortController().signal;
  const quiet = () => {};
  if (format === 'png') return files.savePng(scale);
  if (format === 'pptx') {
    return briefing === null ? files.saveSlides() : files.saveBriefingSlides(briefing, quiet, never);
  }
  // It stays laid out: whoever asked prints it and goes.
  await (briefing === null ? files.layOutView() : files.layOutBriefing(briefing, quiet, never));
}
