// @vitest-environment node
/** Where the focus is after something has closed: on what opened it or in the list, never nowhere. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the focus in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query: string): Promise<void> {
    await shown.open(query);
    page = shown.page;
  }
  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  /** What has the focus: its name, or else what it says. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return "nothing";
      return at.getAttribute("aria-label") ?? at.textContent.replace(/\s+/gu, " ").trim();
    });
  const dialog = (): Promise<void> => page.getByRole("dialog").waitFor();
  const over = (): Promise<void> => page.locator(".desk[inert]").waitFor();
  async function palette(words: string): Promise<void> {
    await press("Control+k");
    await page.keyboard.type(words);
    await press("Enter");
  }

  const WAYS: [name: string, go: () => Promise<void>, back: string[]][] = [
    ["the board", () => press("w").then(over), ["w"]],
    ["the library", () => press("Shift+L").then(over), ["Escape"]],
    ["a meeting", () => press("Shift+W").then(over), ["Escape", "Escape", "w"]],
    ["the library by the palette", () => palette("sources").then(over), ["Escape"]],
    ["the keys", () => press("F1").then(dialog), ["Escape"]],
    ["a report", () => press("Control+e").then(dialog), ["Escape"]],
    ["the palette", () => press("Control+k").then(dialog), ["Escape"]],
    ["the seats", () => press("Shift+E").then(dialog), ["Escape"]],
    ["a new case by the palette", () => palette("new case").then(dialog), ["Escape"]],
  ];
  test.each(WAYS)("%s gives it back to what had it", async (_, go, back) => {
    await open("desk=sample");
    const list = page.getByRole("listbox", { name: "Claims", exact: true });
    const button = page.getByRole("button", { name: "History", exact: true });
    for (const [before, name] of [
      [list, "Claims"],
      [button, "History"],
    ] as const) {
      await before.focus();
      await go();
      await expect.poll(focused).not.toBe(name);
      await press(...back);
      await expect.poll(focused).toBe(name);
    }
  });

  test.each(["d", "b"])("a screen of drafts gives it back to the text (%s)", async (key) => {
    await open("desk=drafts");
    await press(key);
    await over();
    await press("Escape");
    await expect.poll(focused).toBe("Document text");
  });

  test("what is not there any more leaves it to the list", async () => {
    await open("desk=sample");
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await press("w");
    await over();
    await press("w");
    await expect.poll(focused).toBe("Claims");
  });
});
