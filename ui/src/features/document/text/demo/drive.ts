// The demo page in a real browser, and the hands and eyes that tests have there.
import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe as plainly, expect } from "vitest";
import type { Record as Told } from "./record";
import { serveDemo, type Served } from "./serve";

const CHROMIUM = "/usr/bin/chromium";

/** The page of the test that runs. */
export let page: Page;
let served: Served | undefined;
let browser: Browser | undefined;
let faults: string[] = [];

/** A browser on a busy machine may take its time; a hang is still found. */
export const describe = (name: string, tests: () => void): unknown =>
  plainly.skipIf(!existsSync(CHROMIUM))(name, { timeout: 60_000 }, tests);

/** Starts and stops the browser around the tests of a file. */
export function useBrowser(): void {
  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) return;
    served = await serveDemo();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  beforeEach(() => {
    faults = [];
    return async () => {
      await page.close();
      expect(faults).toEqual([]);
    };
  });
}

export async function open(query: string, height = 700): Promise<void> {
  if (!browser || !served) throw new Error("There is no browser.");
  page = await browser.newPage({ viewport: { width: 760, height } });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A style or script that the policy refuses is said here and nowhere else.
    if (/Content Security Policy|error/i.test(message.text()) && !/favicon|404/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await page.goto(`${served.address}?${query}`);
  await page.waitForSelector("[data-piece]");
  await page.evaluate(() => document.fonts.ready);
}

/** What the view told the page. */
export async function told<K extends keyof Told>(key: K): Promise<Told[K]> {
  // Playwright's own types lose the link between a key and its value.
  return (await page.evaluate((name: string) => globalThis.record[name as keyof Told], key)) as Told[K];
}
export const lastSelection = async (): Promise<string | null | undefined> =>
  (await told("selections")).at(-1)?.exact;
export const focusText = (): Promise<void> => page.locator("[role=document]").focus();
export const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** The middle of some words on the screen (the first place where they stand inside one text node). */
export async function placeOf(
  words: string,
  edge: "start" | "middle" | "end" = "middle",
): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([wanted, side]) => {
      const walker = document.createTreeWalker(
        document.querySelector(".sheet") ?? document.body,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? "").indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const boxes = [...range.getClientRects()];
        const box = side === "end" ? boxes.at(-1) : boxes[0];
        if (!box) continue;
        const x =
          side === "start" ? box.left + 1 : side === "end" ? box.right - 1 : (box.left + box.right) / 2;
        return { x, y: (box.top + box.bottom) / 2 };
      }
      throw new Error(`"${wanted}" is not on the screen.`);
    },
    [words, edge] as const,
  );
}

export async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

export const click = async (words: string, count = 1): Promise<void> => {
  const { x, y } = await placeOf(words);
  await page.mouse.click(x, y, { clickCount: count });
};
