import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/vscode/install';

const folder = '/web-extension';

/**
 * Gives the window the extension like VS Code for the Web: loaded by address, run only in the browser. The
 * address is one of the page's own, as its security policy wants, and the page's configuration names it.
 */
export async function addWebExtension(page: Page): Promise<void> {
  await page.context().route(`**${folder}/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(folder.length);
    return route.fulfill({ path: join(root, path) });
  });
  await page.route(/\/\?folder=/, async (route) => {
    const response = await route.fetch();
    const authority = new URL(route.request().url()).host;
    const developmentOptions = { extensions: [{ scheme: 'http', authority, path: folder }] };
    const body = (await response.text()).replace(
      /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/,
      (_, start: string, settings: string) => {
        const given = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as object;
        const all = JSON.stringify({ ...given, developmentOptions });
        return start + all.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      },
    );
    await route.fulfill({ response, body });
  });
}
