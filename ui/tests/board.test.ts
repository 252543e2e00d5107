// @vitest-environment node
/** The board in a real browser, on a pretended desk: filters, views, many claims at once, and back to the same place. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the board in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query: string): Promise<void> {
    await shown.open(query);
    page = shown.page;
    await shown.press("w");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")))
      .toBe("listbox");
  }
  const list = (): Locator => page.getByRole("listbox", { name: "Claims of the board" });
  const lines = (): Locator => list().getByRole("option");
  const line = (words: string): Locator => list().getByRole("option", { name: words });
  const chosen = (): Locator => list().getByRole("option", { selected: true });
  const chip = (name: string | RegExp): Locator => page.getByRole("button", { name, exact: false });
  const at = async (): Promise<string> => {
    const id = await list().getAttribute("aria-activedescendant");
    return id === null ? "" : page.locator(`[id="${id}"]`).innerText();
  };

  test.each(["desk=sample", "desk=sample&dir=rtl", "desk=crowd&claims=300"])(
    "%s breaks no rule",
    async (query) => {
      for (const theme of ["light", "dark"]) {
        await open(`${query}&theme=${theme}`);
        await shown.press("ArrowDown", "Space", "Enter");
        await page.locator(".board [data-dossier]").waitFor();
        expect(await shown.violations()).toEqual([]);
        if (theme === "light") await shown.close();
      }
    },
  );

  test("claims stand under their work states, and a filter leaves only what it says", async () => {
    await open("desk=sample");
    await expect.poll(() => lines().count()).toBe(10);
    expect(await list().innerText()).toMatch(/^Tagged\s+7/u);
    await page.getByRole("button", { name: /^Checking/u }).click();
    await expect.poll(() => lines().count()).toBe(1);
    expect(await lines().first().innerText()).toMatch(/Russia too acknowledges/u);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => lines().count()).toBe(10);
    await chip("Rebuttal unanswered").click();
    await expect.poll(() => lines().count()).toBe(1);
    await shown.press("/");
    await page.keyboard.type("no such words");
    await page.getByText("No claim is like this").waitFor();
    await shown.press("Escape");
    await expect.poll(() => lines().count()).toBe(1);
  });

  test("many claims are assigned as one step, which is undone at once", async () => {
    await open("desk=sample");
    const before = await shown.entries();
    await shown.press("Home", "Space", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");
    await expect.poll(() => chosen().count()).toBe(3);
    await shown.press("a");
    await shown.dialog("Assign").waitFor();
    await shown.press("2");
    await shown.toast("Checked by: Second editor, for 3 claims").waitFor();
    expect(await shown.entries()).toBe(before + 1);
    const theirs = (): Locator => chosen().filter({ has: page.getByText("SE", { exact: true }) });
    await expect.poll(() => theirs().count()).toBe(3);
    await shown.press("Control+z");
    await expect.poll(() => list().getByText("SE", { exact: true }).count()).toBe(0);
    await shown.press("Escape", "Control+a");
    await expect.poll(() => chosen().count()).toBe(10);
    await shown.press("t");
    await shown
      .dialog("Set work state")
      .getByRole("button", { name: /Returned/u })
      .click();
    await shown
      .dialog(/^Set to “Returned”/u)
      .getByRole("textbox")
      .fill("The draft changed.");
    await shown.press("Control+Enter");
    await expect.poll(() => list().innerText()).toMatch(/^Returned\s+10/u);
    await shown.press("p");
    await shown.dialog("Set priority").waitFor();
    await shown.press("1");
    await shown.toast("Priority: Urgent, for 10 claims").waitFor();
    await shown.press("d");
    await shown.dialog("Set deadline").getByRole("textbox").fill("2016-07-08");
    await shown.press("Enter");
    await expect.poll(() => list().getByText("overdue").count()).toBe(10);
  });

  test("nothing is done to claims that the filter has hidden", async () => {
    await open("desk=sample");
    await page.getByRole("button", { name: /^Tagged/u }).click();
    await expect.poll(() => lines().count()).toBe(7);
    await list().focus();
    await shown.press("Home", "Space", "ArrowDown", "Space");
    await page.getByText("2 chosen").waitFor();
    await shown.press("t");
    await shown
      .dialog("Set work state")
      .getByRole("button", { name: /Checking/u })
      .click();
    await expect.poll(() => lines().count()).toBe(5);
    await expect.poll(() => page.getByText(/chosen$/u).count()).toBe(0);
    const assign = page.getByRole("button", { name: /^Assign/u });
    await expect.poll(() => assign.isDisabled()).toBe(true);
    await list().focus();
    await shown.press("Home");
    await expect.poll(() => assign.isDisabled()).toBe(false);
  });

  test("a view is saved, renamed, changed and removed", async () => {
    await open("desk=sample");
    await chip("Rebuttal unanswered").click();
    await expect.poll(() => lines().count()).toBe(1);
    await shown.press("Shift+s");
    await shown.dialog("Save this view").getByRole("textbox").fill("To answer");
    await shown.press("Enter");
    const view = page.getByRole("button", { name: "To answer", exact: true });
    await view.waitFor();
    expect(await view.getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "All claims", exact: true }).click();
    await expect.poll(() => lines().count()).toBe(10);
    await view.click();
    await expect.poll(() => lines().count()).toBe(1);
    await page.getByRole("button", { name: /view “To answer”/u }).click();
    await page.getByRole("menuitem", { name: "Rename view" }).click();
    await shown.dialog("Rename view").getByRole("textbox").fill("To answer first");
    await shown.press("Enter");
    await page.getByRole("button", { name: "To answer first", exact: true }).waitFor();
    await page.getByRole("button", { name: /view “To answer first”/u }).click();
    await page.getByRole("menuitem", { name: "Remove view" }).click();
    await expect.poll(() => page.getByRole("button", { name: "To answer first" }).count()).toBe(0);
    await shown.press("Control+z");
    await page.getByRole("button", { name: "To answer first", exact: true }).waitFor();
  });

  test("one opens a claim beside the board and comes back to the same place", async () => {
    await open("desk=sample");
    await shown.press("Home", "ArrowDown", "ArrowDown");
    await expect.poll(at).toMatch(/mandate was/u);
    const here = await at();
    await shown.press("Enter");
    await page.locator(".board [data-dossier]:focus").waitFor();
    await shown.press("Escape");
    await expect.poll(() => list().evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await at()).toBe(here);
    await shown.press("Escape");
    await expect.poll(() => page.locator(".board [data-dossier]").count()).toBe(0);
    await shown.press("w");
    await expect.poll(() => list().count()).toBe(0);
    await shown.press("w");
    await expect.poll(at).toBe(here);
  });

  test("words of a copy are offered for the claim from whose dossier it was opened", async () => {
    await open("desk=sample");
    const { number, heading } = await page.evaluate(async () => {
      const { desk } = globalThis;
      const none = { number: "none", heading: "none" };
      const claim = [...desk.ledger.tables.claim.values()].at(-1);
      const source = [...desk.ledger.tables.source.keys()][0];
      const [file] = await desk.chooseSources(true);
      if (claim === undefined || source === undefined || file === undefined) return none;
      const [copy] = await desk.attachCopies("job", source, [file.token], "file");
      if (!copy?.snapshot) return none;
      const quote = {
        claim: claim.id,
        place: { snapshot: copy.snapshot },
        start: 0,
        end: 8,
        exact: "The copy",
      };
      await desk.execute({ do: "quote_evidence", ...quote, with: { shows: "It is a copy." } }, null);
      return { number: String(claim.number), heading: claim.short || claim.statement };
    });
    await line(heading).click();
    await shown.press("Enter");
    const dossier = page.locator(".board [data-dossier]");
    await dossier.getByText("It is a copy.").first().waitFor();
    await dossier.getByRole("button", { name: "Open at the quote" }).click();
    const text = page.getByRole("region", { name: "The text of the copy" }).getByRole("document");
    await text.waitFor();
    await page.getByText(`claim ${number}`).first().waitFor();
    await text.focus();
    await shown.press("e");
    const offered = shown.dialog("Pin as evidence").getByRole("combobox").first();
    await expect.poll(() => offered.inputValue()).toMatch(new RegExp(`\\b${number}\\b`, "u"));
  });

  test("who owes an answer stands at the side, overdue in words, and leads to the claim", async () => {
    await open("desk=sample");
    await page.evaluate(async () => {
      const claim = [...globalThis.desk.ledger.tables.claim.values()].at(-1);
      const whom = { name: "Press office", role: "", body: "" };
      const about = { whom, asked: "2017-07-01", deadline: "2017-07-03" };
      if (claim === undefined) return;
      const contact = { claim: claim.id, ...about };
      await globalThis.desk.execute({ do: "add_contact", case: claim.case, with: contact }, null);
    });
    await page.getByText("1, 1 overdue").waitFor();
    await page.getByRole("button", { name: /^Press office.*Overdue: no answer by July 3, 2017/u }).click();
    await page.locator(".board [data-dossier]").getByText("Overdue: no answer by").waitFor();
    expect(await shown.violations()).toEqual([]);
    await page
      .getByRole("group", { name: "Only those that are" })
      .getByRole("button", { name: "Overdue" })
      .click();
    await expect.poll(() => lines().count()).toBe(1);
  });

  test("the past is on the board as it was, for reading alone", async () => {
    await open("desk=sample");
    await shown.press("Alt+,", "Alt+,", "Alt+,", "Alt+,");
    await page
      .locator(".board")
      .getByText(/^The desk as of/u)
      .waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^Assign/u }).count()).toBe(0);
    // A later key shows that the one before it has done all that it does.
    await shown.press("Home", "a", "/");
    await page.locator(".board input:focus").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("of 100,000 claims only a few lines are in the page, and the last is a key away", async () => {
    await open("desk=crowd&claims=100000");
    await shown.press("End");
    await line("Line 100000 of the report").waitFor();
    expect(await lines().count()).toBeLessThan(80);
    await shown.press("Control+a");
    await shown.toast(/first 2,000 are chosen/u).waitFor();
  });
});
