/** The whole window in a real browser, for tests: opened on a pretended desk, under the window's own policy. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { serveDesk, type Served } from "./serve";

const CHROMIUM = "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const hasBrowser = existsSync(CHROMIUM);

export class DeskWindow {
  #served: Served | null = null;
  #browser: Browser | null = null;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #faults: string[] = [];

  get page(): Page {
    if (this.#page === null) throw new Error("no window is open");
    return this.#page;
  }

  async start(): Promise<void> {
    this.#served = await serveDesk();
    this.#browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.#served?.stop();
  }

  /** Opens a desk, as the query says. */
  async open(query: string, width = 1280, height = 800): Promise<void> {
    if (this.#browser === null) throw new Error("no browser was started");
    await this.#context?.close();
    this.#context = await this.#browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
    this.#page = await this.#context.newPage();
    this.#faults = [];
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.#faults.push(message.text());
    });
    this.page.on("pageerror", (error) => this.#faults.push(String(error)));
    await this.page.goto(`${this.#served?.origin ?? ""}/?${query}`);
    await this.page.locator("main h1, [role=option]").first().waitFor();
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** Closes the window; nothing may have been complained of. */
  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
    expect(this.#faults).toEqual([]);
  }

  /** What axe finds to be against the rules. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(axe);
    const results = await this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<unknown> } };
      // What floats over the page is in no landmark, by design of the dialogs.
      return (await axe.run({ rules: { region: { enabled: false } } })) as AxeResults;
    });
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  entries(): Promise<number> {
    return this.page.evaluate(() => globalThis.desk.ledger.entries.length);
  }
  toast(text: string | RegExp): Locator {
    return this.page.getByRole("region", { name: "Messages" }).getByText(text);
  }
  option(name: string | RegExp): Locator {
    return this.page.getByRole("listbox", { name: "Claims" }).getByRole("option", { name });
  }
  chosen(): Promise<string> {
    return this.page
      .getByRole("listbox", { name: "Claims" })
      .getByRole("option", { selected: true })
      .innerText();
  }
  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name });
  }
}
