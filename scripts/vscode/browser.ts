import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A headless Chromium whose executable comes with an npm package. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Two of its arguments suit a machine without a GPU process, where VS Code would draw nothing.
    args: [
      ...chromium.args.filter((arg) => !/^--(?:single-process|no-zygote)/.test(arg)),
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
}
