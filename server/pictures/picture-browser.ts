import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { LANGUAGE_KEPT_AS, LANGUAGES } from '../../domain/languages/languages.ts';
import type { Paper, PictureFormat } from '../../domain/pictures.ts';
import { PICTURE_REQUEST } from '../../domain/pictures.ts';
import { badRequest } from '../errors.ts';
import { noPicture } from './checked-order.ts';

/** What is to be made, and for whom. */
export interface PictureJob {
  /** Where this very process answers: `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** The query of the page's address. */
  readonly query: string;
  readonly format: PictureFormat;
  readonly scale: number;
  readonly paper: Paper;
  /** The one its words are in. */
  readonly language: PageLanguage;
  readonly cookie: { readonly name: string; readonly value: string };
}

export interface PictureFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What a headless Chromium is started with: it draws maps, and asks nobody anything by itself. */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--disable-dev-shm-usage',
  // WebGL without a graphics card.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
];
/** As a page of a slide is proportioned, with the room a filter rail takes. */
const SCREEN = { width: 1440, height: 860 } as const;
/** Without anything to do for so long, the browser and its memory go. */
const IDLE_MS = 60_000;
/** Something that has a picture is on the page by then, or never. */
const APPEARS_WITHIN_MS = 25_000;
const FIGURES = '.map-canvas, .plot-figure, .briefing-show';

/** A headless Chromium that opens this server's own page and takes files of it. It is there only while it is used. */
export class PictureBrowser {
  private browser: Promise<Browser> | null = null;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly executablePath: string) {}

  /** Makes a file. Given up when `signal` aborts: whatever the browser is doing ends then. */
  async make(job: PictureJob, signal: AbortSignal): Promise<PictureFile> {
    const options: BrowserContextOptions = {
      baseURL: job.origin,
      viewport: SCREEN,
      reducedMotion: 'reduce',
      locale: LANGUAGES[job.language].locale,
      storageState: chosen(job),
    };
    return this.inContext(options, signal, (context) => fileOf(context, job));
  }

  /** Draws markup that needs nothing else as a PNG of so many pixels. Given up as {@link make} is. */
  async draw(markup: string, viewport: PictureSize, signal: AbortSignal): Promise<Buffer> {
    return this.inContext({ viewport, javaScriptEnabled: false }, signal, async (context) => {
      await context.route('**', (route) => route.abort());
      const page = await context.newPage();
      await page.setContent(markup);
      return page.screenshot();
    });
  }

  private async inContext<Result>(
    options: BrowserContextOptions,
    signal: AbortSignal,
    act: (context: BrowserContext) => Promise<Result>,
  ): Promise<Result> {
    clearTimeout(this.idle);
    const browser = await this.open();
    const context = await browser.newContext({ ...options, colorScheme: 'light', serviceWorkers: 'block' });
    // A page that hangs is not waited for.
    const giveUp = () => void this.close();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      signal.throwIfAborted();
      return await act(context);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
      await context.close().catch(() => undefined);
      this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  /** Ends the browser; the next file starts another. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { browser } = this;
    this.browser = null;
    await browser?.then((one) => one.close()).catch(() => undefined);
  }

  private open(): Promise<Browser> {
    this.browser ??= this.launch();
    return this.browser;
  }

  private async launch(): Promise<Browser> {
    try {
      // Chromium's own walls can be put up neither by root nor in many containers: it opens this server's page alone.
      const browser = await this.start(process.getuid?.() !== 0).catch(() => this.start(false));
      browser.once('disconnected', () => {
        this.browser = null;
      });
      return browser;
    } catch (error) {
      this.browser = null;
      throw error;
    }
  }

  private start(chromiumSandbox: boolean): Promise<Browser> {
    return chromium.launch({
      executablePath: this.executablePath,
      args: [...CHROMIUM_ARGUMENTS],
      chromiumSandbox,
    });
  }
}

/** What the page finds where it keeps which language was chosen. */
const chosen = ({ origin, language }: PictureJob) => ({
  cookies: [],
  origins: [{ origin, localStorage: [{ name: LANGUAGE_KEPT_AS, value: language }] }],
});

async function fileOf(context: BrowserContext, job: PictureJob): Promise<PictureFile> {
  const { origin, cookie, query } = job;
  await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  // The page asks this server alone; whatever else is asked for stays unanswered.
  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:',
    (route) => route.abort(),
  );
  // The job as a whole is timed.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  await page.goto(`/?${query}`);
  await page.waitForSelector(FIGURES, { timeout: APPEARS_WITHIN_MS }).catch(() => {
    throw noPicture();
  });
  return job.format === 'pdf' ? printed(page, job) : downloaded(page, job);
}

async function downloaded(page: Page, job: PictureJob): Promise<PictureFile> {
  const [file] = await Promise.all([page.waitForEvent('download'), asked(page, job)]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

async function printed(page: Page, job: PictureJob): Promise<PictureFile> {
  await asked(page, job);
  const content = await page.pdf({
    format: job.paper === 'a4' ? 'A4' : 'Letter',
    landscape: true,
    tagged: true,
    outline: true,
    printBackground: true,
  });
  return { name: `${await page.title()}.pdf`, content };
}

/** Has the page make it, and waits until it has. */
async function asked(page: Page, { format, scale }: PictureJob): Promise<void> {
  await page.evaluate(({ name, detail }) => document.dispatchEvent(new CustomEvent(name, { detail })), {
    name: PICTURE_REQUEST,
    detail: { format, scale },
  });
  await page.waitForSelector('html[data-picture]', { state: 'attached' });
  const said = await page.getAttribute('html', 'data-picture');
  if (said === null) throw badRequest('It could not be made.');
  // The page has said why in words of its own.
  if (said !== 'done') throw badRequest(said);
}
