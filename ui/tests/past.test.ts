// @vitest-environment node
/**
 * Time travel and history in a real browser: by keyboard, read-only in the past, without a rule of
 * axe broken; what is restored, put back and refused.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the past in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query = "desk=sample"): Promise<void> {
    await shown.open(query);
    page = shown.page;
  }
  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const slider = () => page.getByRole("slider", { name: "Moment that is shown" });
  const spoken = () => slider().getAttribute("aria-valuetext");
  const banner = () => page.getByText(/^The desk as of/);
  const fromCaseMenu = async (line: RegExp): Promise<void> => {
    await page.locator("button.case").click();
    await page.getByRole("menuitem", { name: line }).click();
  };
  const because = async (why: string): Promise<void> => {
    await page.getByRole("textbox", { name: /Reason/ }).fill(why);
    await press("Control+Enter");
  };
  const removeThirdClaim = () =>
    page.evaluate(async () => {
      const claim = [...globalThis.desk.ledger.tables.claim.keys()][2] ?? "";
      await globalThis.desk.execute({ do: "remove_claim", claim }, "The paragraph was cut.");
    });

  async function intoThePast(): Promise<void> {
    await press("m");
    await slider().waitFor();
    await expect.poll(() => slider().evaluate((one) => one === document.activeElement)).toBe(true);
    await press("PageDown", "PageDown", "PageDown");
    await banner().waitFor();
  }

  test("one travels by keys: entry, day, mark and ends, and is told where one is", async () => {
    await open("desk=sample&pace=300");
    await press("m");
    await slider().waitFor();
    await expect.poll(spoken).toMatch(/^Now: entry 52, .*2017, .*Signed a claim off$/);
    await press("ArrowLeft");
    await expect.poll(spoken).toMatch(/^Entry 51, /);
    await press("PageDown");
    await expect.poll(spoken).toMatch(/^Entry 49, .*Gave a verdict$/);
    await press("Control+ArrowLeft");
    const day = await spoken();
    expect(Number(await slider().getAttribute("aria-valuenow"))).toBeLessThan(49);
    await press("Home");
    await expect.poll(spoken).toMatch(/^Entry 1, /);
    expect(await spoken()).not.toBe(day);
    await press("End");
    await expect.poll(spoken).toMatch(/^Now/);
    expect(await banner().count()).toBe(0);
  });

  test("the handle is dragged, and the window follows", async () => {
    await open();
    await press("m");
    const box = await page.locator(".track").boundingBox();
    if (box === null) throw new Error("the strip has no place");
    await page.mouse.move(box.x + box.width - 2, box.y + 10);
    await page.mouse.down();
    for (let step = 1; step <= 30; step++) {
      await page.mouse.move(box.x + box.width * (1 - step / 60), box.y + 10);
    }
    await page.mouse.up();
    await expect.poll(spoken).toMatch(/^Entry 26, /);
    await expect.poll(() => banner().innerText()).toMatch(/entry 26\b/);
  });

  test("one jumps to a draft, before a verdict, to a date and to an entry", async () => {
    await open();
    await press("m");
    const go = async (line: RegExp): Promise<void> => {
      await page.getByRole("button", { name: "Go to" }).click();
      await page.getByRole("menuitem", { name: line }).click();
    };
    await go(/^When the draft came: Draft 1 · OPCW/);
    await expect.poll(spoken).toMatch(/^Entry 8, .*Added a document$/);
    await go(/^Before the last verdict/);
    await expect.poll(spoken).toMatch(/^Entry 48, /);
    await go(/^A date or an entry/);
    await page.getByRole("combobox", { name: "Moment" }).fill("17");
    await page.getByRole("option", { name: "Entry 17" }).click();
    await page.getByRole("button", { name: "Go there" }).click();
    await expect.poll(spoken).toMatch(/^Entry 17, /);
  });

  test("in the past nothing can be changed, whatever key is pressed", async () => {
    await open();
    await press("j", "j", "j");
    await intoThePast();
    const before = await shown.entries();
    await press("v", "s", "r", "Control+z", "Control+Shift+z", "Control+v");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.locator("button.case").click();
    for (const line of ["New case", "Rename", "Add the sample"]) {
      const found = page.getByRole("menuitem", { name: new RegExp(line) }).first();
      expect(await found.getAttribute("aria-disabled")).toBe("true");
    }
    await press("Escape");
    await page.getByRole("button", { name: /fact-checker/ }).click();
    const add = page.getByRole("menuitem", { name: /Add a/ });
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    await press("Escape");
    await page.getByRole("document", { name: "Document text" }).focus();
    await press("Control+Home", "]", "}", "t", "n");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await shown.entries()).toBe(before);
    await banner().waitFor();
  });

  test("Escape closes the menu, then the panel, then goes back to now, then hides the control", async () => {
    await open();
    await intoThePast();
    await press("h");
    await page.getByRole("feed").waitFor();
    await page.getByRole("button", { name: "Go to" }).click();
    await page.getByRole("menuitem", { name: "The beginning" }).waitFor();
    await press("Escape");
    await expect.poll(() => page.getByRole("menuitem").count()).toBe(0);
    expect(await page.getByRole("feed").count()).toBe(1);
    await press("Escape");
    await expect.poll(() => page.getByRole("feed").count()).toBe(0);
    expect(await banner().count()).toBe(1);
    await press("Escape");
    await expect.poll(() => banner().count()).toBe(0);
    expect(await slider().count()).toBe(1);
    await press("Escape");
    await expect.poll(() => slider().count()).toBe(0);
  });

  test("from the past one compares with now, and restores the claim alone", async () => {
    await open();
    await press("j", "j", "j");
    await intoThePast();
    await page.getByRole("button", { name: "Compare with now" }).click();
    await page.getByRole("heading", { name: "Compare two moments" }).waitFor();
    expect(await page.getByRole("combobox", { name: "To" }).inputValue()).toBe("Now");
    await page.getByRole("button", { name: "Restore", exact: true }).first().click();
    await page.getByRole("menuitem", { name: "The chosen claim" }).click();
    await because("Signed too early.");
    await shown.toast("Restored the claim").waitFor();
    expect(await banner().count()).toBe(0);
  });

  test("what differs is filtered by kind, leads to its claim, and one field is brought back", async () => {
    await open();
    await page.evaluate(async () => {
      const { claim } = globalThis.desk.ledger.tables;
      const [first = ""] = claim.keys();
      const set = { statement: "The two ministers met in Moscow.", place: "Moscow" };
      await globalThis.desk.execute({ do: "edit_claim", claim: first, set }, null);
    });
    await press("c");
    await page.getByRole("combobox", { name: "From" }).fill("52");
    await page.getByRole("option", { name: "Entry 52" }).click();
    const rows = page.getByRole("region", { name: "What differs" });
    await rows.getByText("Moscow.").first().waitFor();
    await page.getByRole("button", { name: /^Claim.*0 added, 1 changed, 0 removed/ }).click();
    expect(await shown.violations()).toEqual([]);
    await rows.getByRole("heading").getByRole("button").click();
    await expect.poll(() => shown.chosen()).toMatch(/Moscow/);
    await rows.getByRole("button", { name: /^Restore: The two/ }).click();
    await page.getByRole("menuitem", { name: /Restore only .Statement/ }).click();
    await because("It was Paris.");
    await shown.toast(/^Restored/).waitFor();
    await shown.option(/met in Paris/).waitFor();
    const left = await page.evaluate(() => [...globalThis.desk.ledger.tables.claim.values()][0]?.place);
    expect(left).toBe("Moscow");
  });

  test("two moments with nothing between them say so", async () => {
    await open();
    await press("c");
    await page.getByRole("combobox", { name: "From" }).fill("52");
    await page.getByRole("option", { name: "Entry 52" }).click();
    await page.getByText("Nothing differs").waitFor();
    await page.getByRole("combobox", { name: "To" }).click();
    const now = page.getByRole("option", { name: "Now", exact: true });
    await now.waitFor();
    await press("Escape");
    await expect.poll(() => now.count()).toBe(0);
    expect(await page.getByRole("heading", { name: "Compare two moments" }).count()).toBe(1);
  });

  test("the history is sought by words and by filters", async () => {
    await open();
    await press("h");
    const feed = page.getByRole("feed");
    await page.getByRole("searchbox", { name: "Words in the history" }).fill("first page");
    await expect.poll(() => feed.getByRole("article").count()).toBe(1);
    await press("Escape");
    await expect.poll(() => feed.getByRole("article").count()).toBeGreaterThan(10);
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("combobox", { name: /^Which entries/ }).click();
    await page.getByRole("option", { name: "Verdicts", exact: true }).click();
    await expect.poll(() => feed.getByRole("article").count()).toBe(10);
    await page.getByRole("textbox", { name: "Until" }).fill("2016");
    await press("Enter");
    await page.getByText("Nothing here").waitFor();
    expect(await shown.violations()).toEqual([]);
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect.poll(() => feed.getByRole("article").count()).toBeGreaterThan(10);
  });

  test("words are looked for further back where one answer did not reach", async () => {
    await open();
    await page.evaluate(() => {
      const ask = globalThis.desk.ask;
      globalThis.desk.ask = (async (name: string, input: { words?: string; before?: number }, at: null) => {
        const answer = await ask("history", input, at);
        if (name !== "history" || input.words === undefined) return ask(name as "history", input, at);
        return input.before === undefined ? { rows: [], more: false, looked_to: 20 } : answer;
      }) as typeof ask;
    });
    await press("h");
    await page.getByRole("searchbox", { name: "Words in the history" }).fill("added a");
    await page.getByText("Looked back to entry 20.").last().waitFor();
    await page.getByRole("button", { name: "Look further" }).click();
    await expect.poll(() => page.getByRole("feed").getByText("Looked back").count()).toBe(0);
  });

  test("what was removed is found in the bin and put back with a reason", async () => {
    await open();
    await removeThirdClaim();
    await fromCaseMenu(/^Bin/);
    await page.getByRole("searchbox", { name: "Search the bin" }).fill("paragraph");
    await page.getByText("more went with it").waitFor();
    expect(await shown.violations()).toEqual([]);
    await page.getByRole("button", { name: /^Put back: OPCW/ }).click();
    await page.getByRole("button", { name: "Removed by mistake" }).click();
    await press("Control+Enter");
    await page.getByText("Nothing found for “paragraph”").waitFor();
    const words = page.getByRole("searchbox", { name: "Search the bin" });
    await words.focus();
    await press("Escape");
    expect(await words.inputValue()).toBe("");
    await page.getByText("The bin is empty").waitFor();
    await press("Escape");
    await expect.poll(() => page.getByText("The bin is empty").count()).toBe(0);
    await shown.option(/OPCW investigators/).waitFor();
  });

  test("what cannot be put back says why, and leads to what stands in the way", async () => {
    await open();
    await removeThirdClaim();
    await fromCaseMenu(/^Bin/);
    await page.evaluate(() => {
      globalThis.desk.revert = () =>
        Promise.reject({
          kind: "refused",
          message: "It cannot be taken back: entry 51 (Set work state, by Second editor) builds upon it.",
          hint: "Take that entry back first, or revert it in the history.",
        });
    });
    await page.getByRole("button", { name: /^Put back: OPCW/ }).click();
    await because("Needed.");
    await page
      .getByRole("alert")
      .getByText(/entry 51 .Set/)
      .waitFor();
    expect(await shown.violations()).toEqual([]);
    await page.getByRole("button", { name: "Show entry 51" }).click();
    await page.getByRole("feed").getByRole("article").first().getByText("Entry 51").waitFor();
    await page.getByRole("button", { name: /From entry 51 back/ }).waitFor();
  });

  test("successive steps back are told of in one place", async () => {
    await open();
    for (let step = 0; step < 4; step++) {
      await press("Control+z");
      await page.waitForTimeout(60);
    }
    await expect.poll(() => shown.toast(/^Undid/).count()).toBe(1);
  });

  const SCREENS: [name: string, query: string, go: () => Promise<unknown>][] = [
    ["the time control", "desk=sample", () => press("m")],
    ["the time control, mirrored", "desk=sample&dir=rtl", () => press("m")],
    ["the past", "desk=sample", intoThePast],
    ["two moments compared", "desk=sample", () => press("c")],
    ["an empty bin", "desk=sample", () => fromCaseMenu(/^Bin/)],
  ];
  test.each(SCREENS)("%s breaks no rule", async (_, query, go) => {
    for (const theme of ["light", "dark"]) {
      await open(`${query}&theme=${theme}`);
      await go();
      await page.waitForTimeout(300);
      expect(await shown.violations()).toEqual([]);
    }
  });
});
