// @vitest-environment node
/** Notes in the whole window, on a pretended desk: seen in the text, gone through by keys, and still decided later. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("notes in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query = "desk=notes"): Promise<void> {
    await shown.open(query);
    page = shown.page;
  }
  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const list = () => page.getByRole("listbox", { name: "Notes" });
  const chosen = (): Promise<string> => list().getByRole("option", { selected: true }).innerText();
  const acts = () => page.getByRole("toolbar", { name: "What becomes of this note" });
  const filter = (name: RegExp) =>
    page.getByRole("radiogroup", { name: "Which notes are listed" }).getByRole("radio", { name });

  test.each(["light", "dark"])("the notes break no rule (%s)", async (theme) => {
    await open(`desk=notes&theme=${theme}`);
    await press("f");
    await list().waitFor();
    await page.waitForTimeout(300);
    expect(await shown.violations()).toEqual([]);
    await press("1");
    await filter(/^All/).click();
    await page.waitForTimeout(300);
    expect(await shown.violations()).toEqual([]);
  });

  test("each is decided by one key, the next one follows, and undo opens it again", async () => {
    await open();
    await page.getByText("This draft brought 7 notes that wait for a decision.").waitFor();
    await press("f");
    await expect.poll(chosen).toMatch(/All dates must be checked/u);
    await press("1");
    await expect.poll(chosen).toMatch(/Is there a second source/u);
    await acts().getByRole("button", { name: "Add to claim 1" }).waitFor();
    await press("1");
    await expect.poll(chosen).toMatch(/Ibid/u);
    await press("3");
    await expect.poll(chosen).toMatch(/يجب التحقق/u);
    await press("j");
    await expect.poll(chosen).toMatch(/Resolution 2118/u);
    await press("2");
    await expect.poll(() => filter(/^Open/).innerText()).toMatch(/3/u);
    await expect.poll(() => filter(/^Claims/).innerText()).toMatch(/2/u);
    await press("Control+z");
    await expect.poll(() => filter(/^Open/).innerText()).toMatch(/4/u);
    await filter(/^Dismissed/).click();
    await expect.poll(chosen).toMatch(/Ibid.*Dismissed/su);
    await press("0");
    await expect.poll(() => filter(/^Open/).innerText()).toMatch(/5/u);
  });

  test("a mark in the text opens its note, and the words that it hangs on are shown", async () => {
    await open();
    await page.locator(".note.comment").nth(1).click();
    await expect.poll(chosen).toMatch(/يجب التحقق/u);
    await expect
      .poll(() => page.locator(".noted").innerText())
      .toBe("the dialogue had begun in Moscow on 20 June");
    await page.locator('.note.mark[data-sign="[2]"]').click();
    await expect.poll(chosen).toMatch(/Footnote 2/u);
    // The words are those of the note that is looked at, for as long as it is.
    await expect.poll(() => page.locator(".noted").count()).toBe(0);
    await page.locator(".note.comment").nth(1).click();
    await expect.poll(() => page.locator(".noted").count()).toBe(1);
    // The first one leaves the text, the second one closes what lies beside it.
    await press("Escape", "Escape");
    await list().waitFor({ state: "detached" });
    await expect.poll(() => page.locator(".noted").count()).toBe(0);
    // The marks are no part of the text: what is copied and counted stays the same.
    const words = await page.locator(".sheet").innerText();
    expect(await page.locator('.note.mark[data-sign="[2]"]').count()).toBe(1);
    expect(words).toMatch(/Syria may not keep chemical weapons\./u);
    expect(words).not.toMatch(/\[2\]/u);
  });

  test("under the board no key decides a note", async () => {
    await open();
    await press("f");
    await expect.poll(chosen).toMatch(/All dates must be checked/u);
    await press("w");
    await page.getByRole("listbox", { name: "Claims of the board" }).waitFor();
    await press("1", "3", "/");
    await expect.poll(() => page.locator(".board input:focus").count()).toBe(1);
    expect(await page.evaluate(() => globalThis.desk.commands)).toEqual([]);
    await press("Escape", "w");
    await expect.poll(chosen).toMatch(/All dates must be checked/u);
  });

  test("a draft without notes says so", async () => {
    await open("desk=sample");
    await press("f");
    await page.getByText("This draft brought no notes").waitFor();
  });

  const READING: [name: string, query: string, go: () => Promise<unknown>, why: RegExp][] = [
    ["a desk for reading", "desk=notes&readonly", () => press("f"), /./u],
    ["a past moment", "desk=notes", () => press("f", "Alt+,"), /past/iu],
    [
      "an old draft",
      "desk=notes",
      async () => {
        await press("Control+Shift+v");
        await page.getByRole("textbox", { name: /Text/ }).fill("Other words, all of them.");
        await page.getByRole("button", { name: "Bring in as draft 2" }).click();
        await page.getByRole("heading", { name: "Draft 2 has come" }).waitFor();
        await press("Escape", "Alt+PageUp", "f");
      },
      /old draft/u,
    ],
  ];
  test.each(READING)("on %s the notes can only be read", async (_, query, go, why) => {
    await open(query);
    await go();
    await acts().getByText(why).first().waitFor();
    await expect.poll(chosen).toMatch(/All dates must be checked/u);
    const given = (): Promise<number> => page.evaluate(() => globalThis.desk.commands.length);
    const before = await given();
    for (const name of [/^Claim/u, /^Source/u, /^Dismiss/u])
      expect(await acts().getByRole("button", { name }).isDisabled()).toBe(true);
    await press("1", "2", "3", "j");
    await expect.poll(chosen).toMatch(/Is there a second source/u);
    expect(await given()).toBe(before);
  });
});
