// @vitest-environment node
/**
 * The whole window in a real browser, on a pretended desk and under the window's own policy: no
 * rule of axe and no policy is broken by any view, and the ways through it work by keyboard.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the window in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query: string, width?: number, height?: number): Promise<void> {
    await shown.open(query, width, height);
    page = shown.page;
  }
  const violations = (): Promise<string[]> => shown.violations();
  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const entries = (): Promise<number> => shown.entries();
  const toast = (text: string | RegExp) => shown.toast(text);
  const option = (name: string | RegExp) => shown.option(name);
  const chosen = (): Promise<string> => shown.chosen();
  const dialog = (name: string | RegExp) => shown.dialog(name);

  const SCREENS: [name: string, query: string, go: () => Promise<unknown>][] = [
    ["no desk", "desk=none", () => Promise.resolve()],
    ["who are you", "desk=new", () => Promise.resolve()],
    ["an empty desk", "desk=empty", () => Promise.resolve()],
    ["the desk", "desk=sample", () => press("j", "j", "j")],
    ["the desk, mirrored", "desk=sample&dir=rtl", () => press("j")],
    ["a case without texts", "desk=crowd&claims=400", () => press("j")],
    ["a desk for reading only", "desk=sample&readonly", () => press("j")],
    ["the palette", "desk=sample", () => press("Control+k")],
    ["the keys", "desk=sample", () => press("F1")],
    ["a report", "desk=sample", () => press("Control+e")],
    ["the history", "desk=sample", () => press("j", "h")],
    ["an import", "desk=sample", () => press("Control+o")],
    ["the case menu", "desk=sample", () => page.locator("button.case").click()],
    [
      "a text to paste",
      "desk=sample",
      async () => {
        await page.getByRole("button", { name: "Add a document" }).click();
        await page.getByRole("menuitem", { name: /Paste/ }).click();
      },
    ],
  ];

  test.each(SCREENS)("%s breaks no rule", async (_, query, go) => {
    for (const theme of ["light", "dark"]) {
      await open(`${query}&theme=${theme}`);
      await go();
      await page.waitForTimeout(250);
      expect(await violations()).toEqual([]);
      if (theme === "light") await shown.close();
    }
  });

  test("a first start goes from a name to a case, by keyboard", async () => {
    await open("desk=new");
    await page.getByRole("textbox", { name: /Name/ }).fill("First editor");
    await press("Enter");
    await page.getByRole("button", { name: /empty case/ }).click();
    await page.getByRole("textbox", { name: /Name of the case/ }).fill("Elections");
    await press("Enter");
    await page.getByRole("heading", { name: "Elections" }).waitFor();
    expect(await page.locator("footer").innerText()).toMatch(/First editor/);
  });

  test("among the other desks is not the one that is open", async () => {
    await open("desk=empty");
    const others = page.getByRole("region", { name: "Another desk" }).getByRole("listitem");
    await expect.poll(() => others.allInnerTexts()).toEqual([expect.stringMatching(/^elections/)]);
  });

  test("what made the desk empty can be taken back on the empty desk", async () => {
    await open("desk=empty");
    await page.getByRole("button", { name: /empty case/ }).click();
    await page.getByRole("textbox", { name: /Name of the case/ }).fill("Elections");
    await press("Enter");
    await page.getByRole("heading", { name: "Elections" }).waitFor();
    await press("Control+z");
    await page.getByRole("button", { name: /sample case/ }).waitFor();
    await press("Control+Shift+z");
    await page.getByRole("heading", { name: "Elections" }).waitFor();
  });

  test("claims are gone through with J and K, filtered and found", async () => {
    await open("desk=sample");
    await press("j", "j");
    await expect.poll(chosen).toMatch(/resolution/);
    await press("k");
    await expect.poll(chosen).toMatch(/met in Paris/);
    await page.getByRole("radio", { name: /^Open/ }).click();
    await expect.poll(() => option(/./).count()).toBe(2);
    await page.getByRole("radio", { name: /^All/ }).click();
    await press("/");
    await page.keyboard.type("sarin");
    await expect.poll(() => option(/./).count()).toBe(2);
    await press("Escape");
    await expect.poll(() => option(/./).count()).toBe(9);
  });

  test("words become a claim, and Undo takes it back", async () => {
    await open("desk=sample");
    await page.getByRole("document", { name: "Document text" }).focus();
    await press("Control+Home", "]", "]", "]", "}", "t");
    await toast("Tagged a claim").waitFor();
    await page.getByRole("radio", { name: /^All 10/ }).waitFor();
    const before = await entries();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByRole("radio", { name: /^All 9/ }).waitFor();
    expect(await entries()).toBe(before + 1);
  });

  test("words that cannot be checked are left out with a ground", async () => {
    await open("desk=sample");
    await page.getByRole("document", { name: "Document text" }).focus();
    await press("Control+Home", "]", "]", "]", "}", "x");
    await dialog(/Leave out/).waitFor();
    await press("1", "Enter");
    await toast("Left words out of the check").waitFor();
    // What is left out is no claim: the text itself says so.
    await press("u");
    await expect.poll(() => page.locator(".cover.left_out").count()).toBeGreaterThan(0);
    await expect.poll(() => option(/./).count()).toBe(9);
  });

  test("words are added to another claim", async () => {
    await open("desk=sample");
    await press("j");
    await expect.poll(chosen).toMatch(/met in Paris/);
    await page.getByRole("document", { name: "Document text" }).focus();
    await press("Control+End", "{", "a");
    await dialog(/Add these words/)
      .getByRole("button", { name: "Add" })
      .click();
    await toast("Added a passage").waitFor();
  });

  test("words are quoted as evidence for the chosen claim", async () => {
    await open("desk=sample");
    await press("j");
    await expect.poll(chosen).toMatch(/met in Paris/);
    await page.getByRole("document", { name: "Document text" }).focus();
    await press("Control+Home", "]", "]", "}", "e");
    const written = (): Promise<string> =>
      page.evaluate(() => [...document.querySelectorAll("textarea")].map((area) => area.value).join("|"));
    await expect.poll(written).toMatch(/opposition/);
  });

  test("the palette does what it lists and goes to what it finds", async () => {
    await open("desk=sample");
    await press("Control+k");
    const field = page.getByRole("combobox", { name: "Commands and search" });
    await field.fill("dated");
    await page.getByRole("option", { name: /S\/1510\/2017 is dated/ }).click();
    await expect.poll(chosen).toMatch(/dated 29 June/);
    await page.getByRole("listitem").getByText("OPCW report, press summary").first().waitFor();
    await press("Control+k");
    await field.fill("new case");
    // At once, before the palette has looked: Enter means what was typed, not what was listed.
    await press("Enter");
    await dialog("New case").waitFor();
  });

  test("the past is shown as the past, cannot be changed, and is left again", async () => {
    await open("desk=sample");
    await press("h");
    await page.getByRole("button", { name: "Acts on entry 20", exact: true }).scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Acts on entry 20", exact: true }).click();
    await page.getByRole("menuitem", { name: /as of this entry/ }).click();
    await page.getByText(/^The desk as of/).waitFor();
    await expect.poll(() => option(/./).count()).toBeLessThan(9);
    const before = await entries();
    await press("Control+z");
    expect(await violations()).toEqual([]);
    expect(await entries()).toBe(before);
    await page.getByRole("button", { name: "Back to now" }).click();
    await expect.poll(() => option(/./).count()).toBe(9);
  });

  test("one entry is taken back, and the desk restored, each with a reason", async () => {
    await open("desk=sample");
    await press("h");
    await page.getByRole("button", { name: "Acts on entry 52", exact: true }).click();
    await page.getByRole("menuitem", { name: "Take this entry back" }).click();
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("Give a reason").waitFor();
    await page.getByRole("textbox", { name: /Reason/ }).fill("Signed too early.");
    await press("Control+Enter");
    await toast(/Reverted/).waitFor();
    await page.getByRole("button", { name: "Acts on entry 39", exact: true }).click();
    await page.getByRole("menuitem", { name: "Restore the desk to this entry" }).click();
    await page.getByRole("textbox", { name: /Reason/ }).fill("Begin again.");
    await press("Control+Enter");
    await toast("Restored the desk").waitFor();
  });

  test("a report is previewed in a frame that may run nothing, and saved", async () => {
    await open("desk=sample");
    await press("Control+e");
    await page.getByRole("combobox", { name: /Format/ }).click();
    await page.getByRole("option", { name: /Web page/ }).click();
    const frame = page.locator("iframe");
    await frame.waitFor();
    expect(await frame.getAttribute("sandbox")).toBe("");
    await page.getByRole("button", { name: "Save" }).click();
    await toast("/home/desk/report.html").waitFor();
  });

  test("the choices of a report change its preview at once, and are kept as a preset", async () => {
    await open("desk=sample");
    await press("Control+e");
    const choose = async (label: RegExp, option: RegExp): Promise<void> => {
      await page.getByRole("combobox", { name: label }).click();
      await page.getByRole("option", { name: option }).click();
    };
    const preview = (words: string): Promise<void> =>
      page.locator("pre").filter({ hasText: words }).waitFor();
    await choose(/Format/, /Markdown/);
    await preview("checking_file en a4 plain sources");
    await choose(/Kept back/, /Nothing/);
    await choose(/Style of citations/, /APA/);
    await preview("checking_file en a4 apa nothing");
    await page.getByRole("radio", { name: /Summary/ }).check();
    await choose(/Language of the labels/, /Deutsch/);
    await preview("summary de a4 apa nothing");
    await page.getByRole("textbox", { name: "Name of the preset" }).fill("For the chief");
    await page.getByRole("button", { name: "Keep as preset" }).click();
    await page.getByRole("button", { name: "Remove preset" }).waitFor();
    await page.getByRole("radio", { name: /Article/ }).check();
    await preview("article de a4 apa");
    expect(await page.getByRole("combobox", { name: /Kept back/ }).isDisabled()).toBe(true);
    await choose(/Preset/, /For the chief/);
    await preview("summary de a4 apa nothing");
  });

  test("a report is of the claims that one chooses, as of the moment that one chooses", async () => {
    await open("desk=sample");
    await press("Control+e");
    await page.getByRole("combobox", { name: /Format/ }).click();
    await page.getByRole("option", { name: /Markdown/ }).click();
    const lines = page.locator("pre");
    await page.getByRole("radio", { name: /Claims that you choose/ }).check();
    await page.getByText("Choose a claim first.").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    const add = page.getByRole("combobox", { name: "Add a claim" });
    for (const number of ["2", "3"]) {
      // After the first one the field has the focus again.
      if (number === "2") await add.click();
      else await expect.poll(() => add.evaluate((field) => field === document.activeElement)).toBe(true);
      await add.press("ArrowDown");
      await page
        .locator("[role=option]:not([data-index])")
        .filter({ hasText: new RegExp(`\\b${number}\\b`, "u") })
        .first()
        .click();
    }
    await expect.poll(async () => (await lines.innerText()).match(/^\d+\. /gmu)?.length).toBe(2);
    await page
      .getByRole("button", { name: /^Leave out/u })
      .first()
      .click();
    await expect.poll(async () => (await lines.innerText()).match(/^\d+\. /gmu)?.length).toBe(1);
    expect(await shown.violations()).toEqual([]);
    await page.getByRole("radio", { name: /The whole case/ }).check();
    await page.getByRole("combobox", { name: "As it stood" }).fill("1");
    await page
      .locator("[role=option]:not([data-index])")
      .filter({ hasText: /Entry 1\b/u })
      .first()
      .click();
    await page.getByText("There is no preview").waitFor();
  });

  test("a pasted text becomes a document of the case", async () => {
    await open("desk=sample");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "A pasted story\n\nWith words.");
      data.setData("text/html", "<h1>A pasted story</h1><p>With words.</p>");
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await dialog("Paste a text").getByText("with its formatting").waitFor();
    await page.getByRole("button", { name: "Bring in" }).click();
    await page.getByRole("button", { name: /^A pasted story/ }).waitFor();
  });

  test("reopened, the program shows the same place", async () => {
    await open("desk=sample");
    await press("j", "j", "j");
    await page.getByRole("radio", { name: /^Disputed/ }).click();
    await page.waitForTimeout(700);
    await page.reload();
    await expect.poll(() => option(/./).count()).toBe(2);
    await expect.poll(chosen).toMatch(/OPCW investigators/);
  });

  test("100,000 claims scroll and are walked without waiting", async () => {
    await open("desk=crowd&claims=100000");
    const list = page.getByRole("listbox", { name: "Claims" });
    expect(await list.getByRole("option").count()).toBeLessThan(60);
    await list.focus();
    await press("End");
    await option(/Line 100000 /).waitFor({ timeout: 10_000 });
    await press("k");
    await expect.poll(chosen).toMatch(/Line 99999 /);
  });

  test("F6 goes round the columns, and nothing is wider than the window", async () => {
    await open("desk=sample", 1024, 640);
    await press("j", "F6");
    const where = (): Promise<string | null> =>
      page.evaluate(
        () => document.activeElement?.closest("section.pane")?.getAttribute("aria-label") ?? null,
      );
    const seen = new Set([await where()]);
    await press("F6");
    await page.waitForTimeout(50);
    seen.add(await where());
    await press("F6");
    await page.waitForTimeout(50);
    seen.add(await where());
    expect([...seen].sort()).toEqual(["Claim in detail", "Documents and claims", "Text"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
