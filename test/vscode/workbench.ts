import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors, type Locator, type Page } from 'playwright-core';
import { scratch } from '../../scripts/vscode/install';
import { colorOf, visibleText } from './inWindow';

const patience = 20_000;
const pickRow = '.quick-input-list .monaco-list-row';
const goroutinesIcon = '.activitybar .action-label[aria-label^="Goroutines"]';
const findingsPane = '.pane:has(> .pane-header[aria-label^="Findings"])';
const groupsPane = '.pane:not(:has(> .pane-header[aria-label^="Findings"]))';
const groupsTree = `${groupsPane} .tree-explorer-viewlet-tree-view`;
const treeRow = `${groupsTree} .monaco-list-row`;

/** A window of VS Code: what a user sees and does in it. */
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

  /** Reloads the window, without the file that it was opened with. */
  async reload(): Promise<void> {
    await this.page.evaluate(`history.replaceState(undefined, '', location.href.replace(/&payload=.*/, ''))`);
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title, through the palette. */
  async run(title: string): Promise<void> {
    await this.palette('F1', `>${title}`);
    // Not by mouse, which would then hover over the editor.
    await this.page.locator(`${pickRow}.focused`).filter({ hasText: title }).waitFor();
    await this.press('Enter');
  }

  /** Goes to a one-based line of the active editor. */
  async goToLine(line: number): Promise<void> {
    await this.goTo(line, 0);
  }

  /** Waits for an active tab with a matching title. */
  async activeTab(title: RegExp | string): Promise<void> {
    await this.tab(title).waitFor();
  }

  /** Closes the active editor with the close button of its tab. */
  async closeEditor(): Promise<void> {
    await this.page.locator('.tab.active .tab-actions .action-label').first().click();
  }

  /** Waits until the cursor is on the one-based line. */
  async cursorOn(line: number): Promise<void> {
    await this.page
      .locator('[id="status.editor.selection"]')
      .filter({ hasText: new RegExp(`Ln ${line.toLocaleString('en').replace(',', ',?')}\\b`) })
      .waitFor();
  }

  private tab(title: RegExp | string): Locator {
    return this.page.locator('.tab.active .monaco-icon-label-container').filter({ hasText: title }).first();
  }

  private get input(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  private get rows(): Locator {
    return this.page.locator(treeRow);
  }

  /** Opens the view "Goroutines" by its icon. */
  async openGoroutines(): Promise<void> {
    // Its badge covers the icon.
    await this.page.locator(goroutinesIcon).click({ force: true });
    await this.page.locator(groupsTree).waitFor();
  }

  /** A button in the welcome content of an empty view. */
  welcomeButton(title: string): Locator {
    return this.page.locator('.welcome-view').getByRole('button', { name: title });
  }

  /**
   * How many links to commands for files, icons of the name and hidden characters the window shows outside the editor.
   */
  async tracesOf(icon: string): Promise<{ links: number; icons: number; hidden: number }> {
    const outside =
      '.part.sidebar, .part.statusbar, .notifications-toasts, .hover-contents, .quick-input-widget, .codelens-decoration';
    const texts = await this.page.locator(outside).allTextContents();
    const links = 'a[data-href^="command:workbench.action.files"], a[href^="command:workbench.action.files"]';
    return {
      links: await this.page.locator(links).count(),
      icons: await this.page.locator(`.codicon-${icon}`).count(),
      hidden: texts.filter((text) => /[\u202e\u200b]/.test(text)).length,
    };
  }

  /** Opens a file of the workspace in a tab that stays. */
  async openFile(name: string): Promise<void> {
    // A click on the icon of the view that is open would close it.
    if (!(await this.page.locator('.explorer-folders-view').isVisible())) await this.openExplorer();
    const row = this.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
    await row.first().dblclick();
    await this.activeTab(name);
  }

  /** Shows the files of the workspace. */
  async openExplorer(): Promise<void> {
    await this.page.locator('.activitybar .action-label[aria-label^="Explorer"]').click({ force: true });
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  /** Picks an entry of the menu of a file in the explorer. */
  async explorerMenu(file: string, entry: string): Promise<void> {
    // Entries of extensions appear later than the files.
    await this.page.locator(goroutinesIcon).waitFor();
    const row = this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: file })
      .first();
    await row.click({ button: 'right' });
    // By keyboard, because a menu takes no click while it is opening.
    await this.page.locator('.monaco-menu .action-label').filter({ hasText: entry }).hover();
    await this.page.locator('.monaco-menu .action-item.focused').filter({ hasText: entry }).waitFor();
    await this.press('Enter');
  }

  /** Picks an entry of the menu of a row of the tree. */
  async groupMenu(row: string, entry: string): Promise<void> {
    await this.group(row).click({ button: 'right' });
    await this.page.locator('.monaco-menu .action-label').filter({ hasText: entry }).hover();
    await this.page.locator('.monaco-menu .action-item.focused').filter({ hasText: entry }).waitFor();
    await this.press('Enter');
  }

  /** The part of the window with the keyboard focus. */
  async focusedPart(): Promise<string> {
    return this.page.evaluate<string>("document.activeElement.closest('.part').id.split('.').at(-1)");
  }

  /** Waits until an editor has the keyboard focus. */
  async inEditor(): Promise<void> {
    await this.page.locator('.part.editor .monaco-editor.focused').waitFor();
  }

  /** Clicks an icon at the end of a tree row. */
  async rowAction(row: string, title: string): Promise<void> {
    await this.group(row).hover();
    await this.group(row).locator(`.action-label[aria-label^="${title}"]`).click();
  }

  /** Clicks an icon in the title of the view of groups. */
  async groupsAction(title: string): Promise<void> {
    const header = this.page.locator(`${groupsPane} > .pane-header`);
    await header.hover();
    await header.locator(`.action-label[aria-label^="${title}"]`).click();
  }

  /** Waits for a second editor beside the first. */
  async editorBeside(): Promise<void> {
    await this.page.locator('.editor-group-container').nth(1).waitFor();
  }

  /** The first row of the tree whose label and description, separated by a space, contain the text. */
  group(text: string): Locator {
    return this.rows.filter({ hasText: rowText(text) }).first();
  }

  /** The first row of the findings whose label and description, divided by a blank, hold the text. */
  finding(text: string): Locator {
    return this.page
      .locator(`${findingsPane} .monaco-list-row`)
      .filter({ hasText: rowText(text) })
      .first();
  }

  /** What the rows of the findings say, each after as many blanks as it is deep. */
  async findingTexts(): Promise<readonly string[]> {
    return Promise.all(
      (await this.page.locator(`${findingsPane} .monaco-list-row`).all()).map(async (row) => {
        const level = Number(await row.getAttribute('aria-level'));
        const parts = await row.locator('.label-name, .label-description').allInnerTexts();
        return ' '.repeat(level - 1) + parts.filter(Boolean).join(' ');
      }),
    );
  }

  /** The title of the findings' view and what it says beside it. */
  async findingsHeader(): Promise<string> {
    const texts = this.page.locator(`${findingsPane} > .pane-header`).locator('.title, .description');
    // Not innerText: older versions show titles in capitals.
    return (await texts.allTextContents()).join(' ');
  }

  /** What is beside the title of the groups' view. */
  groupsTitle(text: string | RegExp): Locator {
    return this.page.locator(`${groupsPane} > .pane-header .description`).filter({ hasText: text });
  }

  /** Waits until the message above the findings contains the words. */
  async findingsMessage(words: RegExp): Promise<void> {
    await this.page.locator(`${findingsPane} .message`).filter({ hasText: words }).waitFor();
  }

  /** Clicks the icon at the end of a row of the findings. */
  async findingAction(row: string, title: string): Promise<void> {
    await this.finding(row).hover();
    await this.finding(row).locator(`.action-label[aria-label^="${title}"]`).click();
  }

  /** The active editor where it shows rendered Markdown. */
  preview(): Locator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
  }

  /** Clicks an icon in the title of the active editor. */
  async titleAction(title: string): Promise<void> {
    await this.page.locator(`.editor-actions .action-label[aria-label^="${title}"]`).first().click();
  }

  /** The rows of groups of a hundred goroutines and more. */
  get largeGroups(): Locator {
    return this.rows.filter({ hasText: /^\s*[\d,]{3,} ×/ });
  }

  /** The first row below a group that contains the text: a frame, or the group's goroutines. */
  frame(text: string, level = 2): Locator {
    return this.page
      .locator(`${treeRow}[aria-level="${level}"]`)
      .filter({ hasText: rowText(text) })
      .first();
  }

  selectedRow(text: RegExp): Locator {
    return this.page.locator(`${treeRow}.selected`).filter({ hasText: text });
  }

  /** The row with the keyboard focus, if it has the text. */
  focusedRow(text: string): Locator {
    return this.page.locator(`${treeRow}.focused`).filter({ hasText: rowText(text) });
  }

  /** The visible rows of the tree: label and description, separated by a space. */
  async treeTexts(): Promise<readonly string[]> {
    return Promise.all(
      (await this.rows.all()).map(async (row) => {
        const parts = await row.locator('.label-name, .label-description').allInnerTexts();
        return parts.filter(Boolean).join(' ');
      }),
    );
  }

  /** Waits until the tree has this many groups, all visible. */
  async groupCount(count: number): Promise<void> {
    const groups = this.page.locator(`${treeRow}[aria-level="1"]`);
    await groups.nth(count - 1).waitFor();
    await groups.nth(count).waitFor({ state: 'detached' });
  }

  /** Moves the tree's focus down, by keyboard, to a row with the text. */
  async moveDownTo(text: string): Promise<void> {
    const focused = this.page.locator(`${treeRow}.focused`);
    for (let rows = await this.rows.count(); rows > 0; rows--) {
      if (rowText(text).test(await focused.innerText())) return;
      await this.press('ArrowDown');
    }
    throw new Error(`No row “${text}” below the one with the focus.`);
  }

  /** Waits until the message above the tree contains the words. */
  async treeMessage(words: RegExp): Promise<void> {
    await this.page.locator(`${groupsTree} .message`).filter({ hasText: words }).waitFor();
  }

  /** Scrolls the tree down until the row is visible. */
  async scrollTreeTo(row: Locator): Promise<void> {
    await this.page.locator(groupsTree).hover({ force: true });
    for (let n = 0; n < 50 && !(await row.isVisible()); n++) {
      await this.page.mouse.wheel(0, 600);
      await this.page.waitForTimeout(50);
    }
  }

  /** Waits until the window has the color theme of a file such as `dark_modern`. */
  async theme(file: string): Promise<void> {
    await this.page.locator(`.monaco-workbench[class*="${file}"]`).waitFor();
  }

  /** In pixels. */
  async sideBarWidth(): Promise<number> {
    return (await this.page.locator('.part.sidebar').boundingBox())!.width;
  }

  /** What can be seen of the rows of groups, which the side bar cuts at its edge. */
  async visibleGroupTexts(): Promise<readonly string[]> {
    const rows = await this.page.locator(`${treeRow}[aria-level="1"] .monaco-icon-label-container`).all();
    return Promise.all(rows.map((row) => row.evaluate(visibleText)));
  }

  /** The background of the editor, as `rgb(r, g, b)`. */
  async editorBackground(): Promise<string> {
    return this.page
      .locator('.monaco-editor-background')
      .first()
      .evaluate(colorOf, 'backgroundColor' as const);
  }

  /** The color of the first token in the active editor that matches, as `rgb(r, g, b)`. */
  async tokenColor(text: RegExp): Promise<string> {
    const tokens = this.page.locator('.editor-group-container.active .view-line span[class^="mtk"]');
    return tokens
      .filter({ hasText: text })
      .first()
      .evaluate(colorOf, 'color' as const);
  }

  /** The number on the icon of the view. */
  async badge(): Promise<string> {
    return this.page.locator('.activitybar .badge-content').filter({ hasText: /./ }).first().innerText();
  }

  /** What decorations say at the ends of the visible lines of the active editor, which is not text. */
  async notes(): Promise<readonly string[]> {
    const contents = await this.page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('.editor-group-container.active .view-line span')]
        .map((span) => getComputedStyle(span, '::after').content)`,
    );
    return contents.filter((content) => content.startsWith('"')).map((content) => content.slice(1, -1));
  }

  /** Waits until the notes are as expected. */
  async notesBecome(isExpected: (notes: readonly string[]) => boolean): Promise<void> {
    for (let waited = 0; !isExpected(await this.notes()); waited += 100) {
      if (waited > patience) throw new Error(`The notes are: ${(await this.notes()).join('; ')}`);
      await this.page.waitForTimeout(100);
    }
  }

  lens(text: string | RegExp): Locator {
    return this.page.locator('.editor-instance .codelens-decoration a').filter({ hasText: text });
  }

  /** Clicks a lens, once all lenses around it are shown and it no longer moves. */
  async clickLens(text: string): Promise<void> {
    const lens = this.lens(text).filter({ visible: true }).first();
    await lens.hover();
    await this.page.waitForTimeout(500);
    await lens.click();
  }

  /** Follows a lens to a one-based line of the file that it leads to. */
  async followLens(text: string, file: string, line: number): Promise<void> {
    await this.clickLens(text);
    await this.activeTab(file);
    await this.cursorOn(line);
  }

  /** The visible lines of the active editor. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-group-container.active .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  notificationButton(text: string): Locator {
    return this.page.locator('.notification-toast .monaco-button').filter({ hasText: text }).first();
  }

  notificationLink(text: string): Locator {
    return this.page.locator('.notification-toast a').filter({ hasText: text }).first();
  }

  /** The number of notifications. */
  async notifications(): Promise<number> {
    return this.page.locator('.notification-toast').count();
  }

  /** The text, anywhere in the window. */
  text(text: string | RegExp): Locator {
    return this.page.getByText(text).first();
  }

  /** Pastes the text from the clipboard into the editor. */
  async paste(text: string): Promise<void> {
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.allowClipboard();
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.press('Control+V');
  }

  /** The text that a command has copied, once the status bar says so. Again, if the window loses the key that runs it. */
  async copied(command: string, message: string): Promise<string> {
    await this.allowClipboard();
    await this.insistently(`The status bar never says “${message}”.`, async (timeout) => {
      const told = this.status(message).waitFor({ timeout });
      await Promise.all([told, this.run(command)]);
    });
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  private async allowClipboard(): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  }

  status(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Goes to a zero-based column of a one-based line, as `line:column` in the palette. */
  async goTo(line: number, character: number): Promise<void> {
    await this.palette('Control+G', `:${line}:${character + 1}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Selects the first occurrence of the text in the active editor, like a search. */
  async find(text: string): Promise<void> {
    await this.press('Control+F');
    const input = this.page.locator('.editor-instance .find-widget.visible textarea').first();
    await input.waitFor();
    await input.fill(text);
    await this.press('Enter');
    await this.press('Escape');
  }

  /** The text of the hover at the cursor, once it contains the words. */
  async hover(words: string): Promise<string> {
    const hover = await this.openHover(words);
    const text = await hover.innerText();
    await this.press('Escape');
    return text.replaceAll('\u00a0', ' ');
  }

  /** Opens the hover at the cursor, and waits until it has the words. */
  async openHover(words: string): Promise<Locator> {
    await this.run('Show or Focus Hover');
    const hover = this.page
      .locator('.monaco-resizable-hover .monaco-hover:not(.hidden)')
      .filter({ hasText: words });
    await hover.waitFor();
    return hover;
  }

  /** The text of the tooltip of the row that has the focus, opened by keyboard. Again, if a tree that is redrawn closes it. */
  async tooltip(): Promise<string> {
    return this.insistently('The tooltip does not stay open.', async (timeout) => {
      await this.press('Control+K');
      await this.press('Control+I');
      return this.page.locator('.workbench-hover-container .monaco-hover').innerText({ timeout });
    });
  }

  /** The rows of the quick pick that is open: label and detail, each in a line. */
  async quickPickTexts(): Promise<readonly string[]> {
    await this.page.locator(pickRow).first().waitFor();
    return this.page.locator(pickRow).allInnerTexts();
  }

  /** The part of the breadcrumbs above the editor that has the text. */
  breadcrumb(text: string): Locator {
    return this.page.locator('.monaco-breadcrumb-item').filter({ hasText: text });
  }

  /** Scrolls until the one-based line of the cursor is the first of the active editor, below what sticks there. */
  async scrollToTop(line: number): Promise<void> {
    const number = this.page.locator('.editor-group-container.active .margin-view-overlays .line-numbers');
    await this.page.locator('.editor-group-container.active .view-lines').first().hover();
    for (let n = 0; n < 50; n++) {
      const numbers = (await number.allInnerTexts()).map(Number);
      if (Math.min(...numbers) >= line - 2) return;
      await this.press('Control+ArrowDown');
    }
  }

  /** The lines that stick to the top of the active editor. */
  async stickyLines(): Promise<readonly string[]> {
    const sticky = this.page.locator('.editor-group-container.active .sticky-line-content');
    await sticky.first().waitFor();
    return (await sticky.allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
  }

  /** Goes to an open editor by its title. */
  async switchTo(title: string): Promise<void> {
    await this.page.locator('.tab').filter({ hasText: title }).first().click();
    await this.activeTab(title);
  }

  quickPick(text: string): Locator {
    return this.page.locator(pickRow).filter({ hasText: text }).first();
  }

  /** Answers the file dialog that is open. Again, if it takes no key because it still reads the folder. */
  async answerPath(path: string): Promise<void> {
    await this.typePath(path);
    await this.insistently('The file dialog does not close.', async (timeout) => {
      await this.press('Enter');
      await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout });
    });
  }

  /** Types a path into the file dialog that is open. */
  async typePath(path: string): Promise<void> {
    await this.page.locator(pickRow, { hasText: '..' }).waitFor();
    // While the dialog reads the folder, it undoes what is typed.
    for (let n = 0; n < 10 && (await this.input.inputValue()) !== path; n++) {
      await this.input.fill(path);
      await this.page.waitForTimeout(500);
    }
  }

  /** Answers the input that is open. */
  async answer(text: string): Promise<void> {
    await this.typeAnswer(text);
    await this.press('Enter');
  }

  /** Types into the input that a command has opened, without accepting it. */
  async typeAnswer(text: string): Promise<void> {
    await this.page.locator('.quick-input-widget .quick-input-title').waitFor();
    await this.input.fill(text);
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

  /** Opens the palette with a key and fills it. Again, if an editor that opens late takes the focus and closes it. */
  async palette(key: string, text: string): Promise<void> {
    await this.insistently(`The palette does not stay open for “${text}”.`, async (timeout) => {
      await this.press(key);
      await this.input.fill(text, { timeout });
    });
  }

  /** Does what takes too long if the window closes something meanwhile, a few times. */
  private async insistently<Result>(
    failure: string,
    act: (timeout: number) => Promise<Result>,
  ): Promise<Result> {
    for (let n = 0; n < 5; n++) {
      try {
        return await act(patience / 5);
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
      }
    }
    throw new Error(failure);
  }
}

/** VS Code puts no space between the label and the description of a row. */
function rowText(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*'));
}
