// @vitest-environment node
/** Drafts in the whole window, on a pretended desk: brought in, decided about, compared, and read to the end. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { DraftReview } from "../src/api/generated/DraftReview";
import type { DraftReviewAnswer } from "../src/api/generated/DraftReviewAnswer";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("drafts in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query = "desk=drafts"): Promise<void> {
    await shown.open(query);
    page = shown.page;
  }
  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const list = () => page.getByRole("listbox", { name: "What this draft brought" });
  const rows = () => list().getByRole("option");
  const chosen = (): Promise<string> => list().getByRole("option", { selected: true }).innerText();
  const bar = () => page.locator(".review footer");
  const pill = (name: RegExp) => page.locator(".review").getByRole("button", { name });
  const commands = () => page.evaluate(() => globalThis.desk.commands);
  const text = () => page.getByRole("document", { name: "Document text" });
  async function review(): Promise<void> {
    await press("d");
    await rows().first().waitFor();
  }

  const SCREENS: [name: string, go: () => Promise<unknown>][] = [
    ["the review", review],
    ["a decided review", () => review().then(() => press("1", "g"))],
    ["another place", () => review().then(() => press("s"))],
    ["a new sentence", () => review().then(() => press("End"))],
    ["two drafts", () => press("b")],
    ["two drafts in one column", () => press("b", "o", "i", "j")],
    ["the coverage", () => press("u", "n")],
    ["an old draft", () => press("Alt+PageUp")],
    ["the menu of drafts", () => page.locator("button.choose").click()],
    ["leaving words out", () => press("n").then(() => press("x"))],
  ];
  test.each(SCREENS)("%s breaks no rule", async (_, go) => {
    for (const theme of ["light", "dark"]) {
      await open(`desk=drafts&theme=${theme}`);
      await go();
      await page.waitForTimeout(300);
      expect(await shown.violations()).toEqual([]);
      if (theme === "light") await shown.close();
    }
  });

  test("a doubtful place is accepted by one key, all is one step, and undone as one", async () => {
    await open();
    await page.getByText("Draft 2 has come: 1 place to decide.").waitFor();
    await review();
    await expect.poll(chosen).toMatch(/to decide.*claim 9/su);
    await expect.poll(() => bar().innerText()).toMatch(/Where is it now: claim 9\?/);
    const before = await shown.entries();
    await press("1");
    await pill(/0 to decide/).waitFor();
    await press("j", "1", "j", "g");
    // Nothing is in the ledger yet; all of it is kept.
    expect(await shown.entries()).toBe(before);
    await expect
      .poll(() => page.evaluate(() => JSON.parse([...globalThis.desk.drafts.values()][0] ?? "[]").length))
      .toBe(3);
    await press("Control+Enter");
    await shown.toast(/Draft 2: 3 decided/).waitFor();
    expect(await shown.entries()).toBe(before + 1);
    await expect.poll(() => page.getByText("Draft 2 has come").count()).toBe(0);
    await press("Control+z");
    await page.getByText("Draft 2 has come: 1 place to decide.").waitFor();
  });

  test("the last decision is taken back by Ctrl Z, and comes again", async () => {
    await open();
    await review();
    await press("g");
    await pill(/0 to decide/).waitFor();
    await press("Control+z");
    await pill(/1 to decide/).waitFor();
    await press("Control+Shift+z");
    await pill(/2 gone/).waitFor();
    await press("Control+z", "Escape");
    await text().waitFor();
    expect((await commands()).some((one) => one.do === "together")).toBe(false);
  });

  test("another place is selected by keyboard, with the words that were meant to begin with", async () => {
    await open();
    await review();
    await press("s");
    await expect.poll(() => bar().innerText()).toMatch(/Here: “attack killed more than 80/);
    await press("Shift+ArrowLeft", "Shift+ArrowLeft", "Escape");
    await expect.poll(() => bar().innerText()).toMatch(/Select the words/);
    await press("Escape");
    await expect.poll(() => bar().innerText()).toMatch(/Where is it now/);
    await press("s", "Control+Home", "Control+Shift+ArrowRight");
    await expect.poll(() => bar().innerText()).toMatch(/Here: “Paris”/);
    await press("Enter");
    await pill(/0 to decide/).waitFor();
    await press("Control+Enter");
    await shown.toast(/1 decided/).waitFor();
    const last = (await commands()).at(-1);
    expect(JSON.stringify(last)).toContain('"place":{"start":0,"end":5,"exact":"Paris"}');
  });

  test("a new sentence becomes a claim, another is left out", async () => {
    await open();
    await review();
    await pill(/2 new sentences/).click();
    await expect.poll(() => rows().count()).toBe(2);
    await press("t");
    await page.getByText("becomes a claim").waitFor();
    await press("x");
    await shown.dialog(/Leave out/).waitFor();
    await press("1", "Enter");
    await page.getByText("is left out").waitFor();
    await press("Control+Enter");
    await shown.toast(/2 decided/).waitFor();
    await expect.poll(() => page.getByRole("radio", { name: /^All 10/ }).count()).toBe(1);
  });

  test("what was decided outlives a window that dies", async () => {
    await open();
    await review();
    await press("1");
    await pill(/0 to decide/).waitFor();
    // As after a crash: what was kept is there, and nothing else.
    await page.evaluate(() => {
      sessionStorage.setItem("unsaved", JSON.stringify(Object.fromEntries(globalThis.desk.drafts)));
    });
    await page.reload();
    await page.getByText("1 decision is kept and not yet in the ledger.").waitFor();
    await review();
    await pill(/0 to decide/).waitFor();
    await press("Control+Enter");
    await shown.toast(/1 decided/).waitFor();
  });

  test("what is refused is told, and the decisions stay", async () => {
    await open();
    await review();
    await press("1");
    await pill(/0 to decide/).waitFor();
    await page.evaluate(() =>
      globalThis.desk.failNext({ kind: "conflict", message: "Somebody decided this before.", hint: "" }),
    );
    await press("Control+Enter");
    await shown.toast(/Somebody decided/).waitFor();
    await expect.poll(() => bar().innerText()).toMatch(/Keep 1 decision/);
  });

  test("an old draft is read as it was and cannot be changed", async () => {
    await open();
    await press("Alt+PageUp");
    await page.getByText("Draft 1 of 2, as it was").waitFor();
    await text().getByText("killed 87 people").waitFor();
    await text().focus();
    await press("Control+Home", "]", "}", "t");
    await page.waitForTimeout(200);
    expect((await commands()).some((one) => one.do === "tag_claim")).toBe(false);
    await press("Alt+PageDown");
    await text().getByText("more than 80 people").waitFor();
  });

  test("two drafts are gone through change by change, and what moved leads to where it went", async () => {
    await open();
    await press("b");
    await page.getByText("5 changes").waitFor();
    await press("j");
    await page.getByText("Change 1 of 5").waitFor();
    const current = page.locator(".row[aria-current=true]");
    await expect.poll(() => current.innerText()).toMatch(/moved here/);
    await press("g");
    await expect.poll(() => current.innerText()).toMatch(/moved away/);
    await press("k");
    await expect.poll(() => current.innerText()).toMatch(/mission did not visit/);
    await press("w");
    await page.getByText("5 changes").waitFor();
    await press("j");
    await page.getByText("Change 1 of 5").waitFor();
    await page.locator(".margin .claim").first().click();
    await expect.poll(() => page.locator("[data-dossier]").count()).toBe(1);
  });

  test("coverage goes from unmarked sentence to unmarked sentence, and words are left out with a ground", async () => {
    await open();
    await press("n");
    await page.getByRole("region", { name: "Coverage" }).waitFor();
    await press("x");
    await shown.dialog(/Leave out/).waitFor();
    await press("2", "Enter");
    await shown.toast("Left words out of the check").waitFor();
    await expect.poll(() => page.locator(".cover.left_out").count()).toBeGreaterThan(0);
    const left = page.locator(".cover.left_out").first();
    expect(await left.getAttribute("title")).toBe("Left out: Common knowledge");
    await page.getByRole("button", { name: /2 left out/ }).click();
    await page
      .getByRole("list", { name: "Left out" })
      .getByRole("button", { name: "Take back" })
      .first()
      .click();
    await page.getByRole("textbox", { name: /Reason/ }).fill("It is to be checked after all.");
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await shown.toast("Took words back into the check").waitFor();
    await press("u");
    await expect.poll(() => page.locator(".cover").count()).toBe(0);
  });

  test("a dropped file that is called like the text is offered as its next draft, and then reviewed", async () => {
    await open();
    await page.evaluate(() =>
      globalThis.desk.drop({ stage: "drop", files: [{ token: "t", name: "Paris talks v3.docx", size: 1 }] }),
    );
    await shown.dialog(/Bring in/).waitFor();
    await press("Enter");
    await page.getByRole("heading", { name: "Draft 3 has come" }).waitFor();
    await press("Escape");
    await page.getByRole("button", { name: /^Draft 3 of 3/ }).waitFor();
    await page.evaluate(() =>
      globalThis.desk.drop({ stage: "drop", files: [{ token: "t", name: "budget.docx", size: 1 }] }),
    );
    await shown.dialog(/Bring in/).waitFor();
    await page.getByRole("combobox", { name: /case/i }).waitFor();
    await press("Enter");
    await page.getByRole("button", { name: /^Draft 1 of 1/ }).waitFor();
  });

  test("5,000 places are gone through without waiting, and few of them are drawn", async () => {
    await open();
    await page.evaluate(() => {
      const ask = globalThis.desk.ask;
      globalThis.desk.ask = (async (name, input, at) => {
        const answer = await ask(name, input, at);
        if (name !== "draft_review") return answer;
        const told = answer as DraftReviewAnswer;
        const { states, offset, limit } = input as DraftReview;
        const [row] = told.rows;
        if (row === undefined || !states.includes("ask")) return answer;
        const rows = Array.from({ length: limit ?? 200 }, (_, n) => ({
          ...row,
          anchor: { ...row.anchor, id: `crowd ${offset + n}`, state: "ask" as const },
        }));
        return { ...told, passages: { ...told.passages, ask: 5000, total: 5009 }, total: 5000, rows };
      }) as typeof ask;
    });
    await review();
    await pill(/5,000 to decide/).waitFor();
    await page.waitForTimeout(500);
    const began = Date.now();
    for (let n = 0; n < 20; n++) await press("j");
    expect((Date.now() - began) / 20).toBeLessThan(150);
    await press("End", "Home", "g");
    await pill(/4,999 to decide/).waitFor();
    expect(await rows().count()).toBeLessThan(60);
  });

  test("a text is pasted as a new draft", async () => {
    await open();
    await press("Control+Shift+v");
    await shown.dialog(/./).waitFor();
    await page.getByRole("textbox", { name: /Text/ }).fill("Moscow answered. It is short.");
    await page.getByRole("button", { name: "Bring in as draft 3" }).click();
    await page.getByRole("heading", { name: "Draft 3 has come" }).waitFor();
  });
});
