import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { scratch } from '../../scripts/vscode/install';

const patience = 20_000;

/** A window of VS Code, and what a user sees and does in it. */
export class Workbench {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(patience);
  }

  /** Opens the address and waits until the window can be used. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
    await this.page.locator('.part.statusbar').waitFor();
  }

  /** Runs a command by its title, through the palette. */
  async run(title: string): Promise<void> {
    await this.palette('F1', `>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    await row.click();
  }

  /** Opens a file of the workspace by its name, through quick open. */
  async openFile(name: string): Promise<void> {
    await this.palette('Control+P', name);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.activeTab(new RegExp(name.replace(/^.*\//, '').replaceAll('.', '\\.')));
  }

  /** Goes to a one-based line of the active editor. */
  async goToLine(line: number): Promise<void> {
    await this.palette('Control+G', `:${line}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Waits for an active tab with such a title. */
  async activeTab(title: RegExp | string): Promise<void> {
    await this.page.locator('.tab.active .label-name').filter({ hasText: title }).first().waitFor();
  }

  /** One-based line of the cursor, as the status bar shows it. */
  async cursorLine(): Promise<number> {
    const text = await this.page.locator('[id="status.editor.selection"]').innerText();
    return Number(/Ln ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
  }

  /** Waits until the cursor is on the one-based line. */
  async cursorOn(line: number): Promise<void> {
    await this.page
      .locator('[id="status.editor.selection"]')
      .filter({ hasText: new RegExp(`Ln ${line.toLocaleString('en').replace(',', ',?')}\\b`) })
      .waitFor();
  }

  /** The "Goroutines" view, shown. */
  async goroutinesView(): Promise<Locator> {
    const view = this.page.locator('.pane', {
      has: this.page.locator('.pane-header', { hasText: /group/i }),
    });
    const container = this.page.locator('.activitybar .action-label[aria-label^="Goroutines"]');
    if (!(await view.first().isVisible())) await container.click({ force: true }); // its badge covers it
    await view.first().waitFor();
    return view.first();
  }

  /** The rows of the tree that are in view. */
  async treeRows(): Promise<Locator> {
    return (await this.goroutinesView()).locator('.monaco-list-row[role="treeitem"]');
  }

  lens(text: string | RegExp): Locator {
    return this.page.locator('.editor-instance .codelens-decoration a').filter({ hasText: text });
  }

  /** The text lines of the active editor that are in view. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-group-container.active .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  status(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  async screenshot(name: string): Promise<string> {
    const folder = join(scratch, 'screenshots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w-]+/g, '-')}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  private async palette(key: string, text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await this.page.keyboard.press(key);
    await input.waitFor();
    await input.fill(text);
  }
}
