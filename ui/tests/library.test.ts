// @vitest-environment node
/** The source library in a real browser, on a pretended desk: found, filtered, brought in, merged, removed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the source library in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query = "desk=sample"): Promise<void> {
    await shown.open(query);
    page = shown.page;
    await shown.press("Shift+L");
    await list().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")))
      .toBe("listbox");
  }
  const list = (): Locator => page.getByRole("listbox", { name: "Sources" });
  const words = (): Locator => page.getByRole("searchbox", { name: "Search the desk's sources" });
  const lines = (): Locator => list().getByRole("option");
  const total = (words: string): Promise<void> =>
    page.locator(".library .total").getByText(words, { exact: true }).waitFor();

  test.each(["desk=sample", "desk=sample&dir=rtl"])("%s breaks no rule", async (query) => {
    await open(query);
    await lines().first().click();
    await page.getByRole("tab", { name: /Copies/u }).waitFor();
    expect(await shown.violations()).toEqual([]);
  });

  test("finds by words and filters, and goes back to the desk by key", async () => {
    await open();
    await total("7 sources");
    await shown.press("/");
    await page.keyboard.type("resolution");
    await total("1 source");
    await words().fill("no such words");
    await page.getByText("No source is like this").waitFor();
    await words().fill("");
    await total("7 sources");
    await list().focus();
    await shown.press("Escape");
    await expect.poll(() => list().count()).toBe(0);
  });

  test("exports what is listed, and nothing where nothing is", async () => {
    await open();
    await page.evaluate(() => {
      const { desk } = globalThis;
      const save = desk.saveBibliography.bind(desk);
      desk.saveBibliography = (format, sources, at) => {
        document.title = JSON.stringify(sources?.length ?? "all");
        return save(format, sources, at);
      };
    });
    const menu = page.getByRole("button", { name: "Export", exact: true });
    const exports = async (): Promise<void> => {
      await menu.click();
      await page.getByRole("menuitem", { name: /BibTeX$/u }).click();
    };
    await exports();
    await expect.poll(() => page.title()).toBe('"all"');
    await words().fill("resolution");
    await total("1 source");
    await exports();
    await expect.poll(() => page.title()).toBe("1");
    // The menu is open before the answer to the last letter is here.
    await menu.click();
    await page.evaluate(() => {
      document.title = "nothing";
      const field = document.querySelector<HTMLInputElement>(".library input[type=search]");
      if (field === null) return;
      field.value = "no such words";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.getByRole("menuitem", { name: /BibTeX$/u }).click();
    await shown.toast(/nothing to export/u).waitFor();
    await total("0 sources");
    expect(await page.title()).toBe("nothing");
    expect(await menu.isDisabled()).toBe(true);
    expect(await menu.getAttribute("title")).toMatch(/nothing to export/u);
  });

  test("a source is edited beside the table, and shows what rests on it", async () => {
    await open();
    await lines().first().click();
    const beside = page.getByRole("region", { name: "Source", exact: true });
    await beside.getByRole("tab", { name: /Where it is used/u }).waitFor();
    await beside.getByRole("textbox", { name: "Volume" }).fill("12");
    await beside.getByRole("button", { name: /^Save/u }).click();
    await page
      .getByText(/^Edited/u)
      .first()
      .waitFor();
    const field = (name: string): Locator => beside.getByRole("textbox", { name, exact: true });
    await expect.poll(() => field("Volume").inputValue()).toBe("12");
    await field("Issue").fill("3");
    const before = await shown.entries();
    await beside.getByRole("button", { name: /^Save/u }).click();
    await expect.poll(() => shown.entries()).toBe(before + 1);
    await expect.poll(() => field("Issue").inputValue()).toBe("3");
    await expect.poll(() => field("Volume").inputValue()).toBe("12");
    await beside.getByRole("tab", { name: /Copies/u }).click();
    await beside.getByText("No copies").waitFor();
  });

  test("what is pasted is shown before it comes in, and what is known is left out", async () => {
    await open();
    const known = (await lines().first().locator("b").innerText()).trim();
    await shown.press("i");
    await page.getByRole("textbox", { name: "Entries, DOIs or addresses" }).fill(`${known}\nA new report`);
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.getByText("2 entries were read.").waitFor();
    await page.getByText(/On the desk already, by title/u).waitFor();
    await page.getByRole("button", { name: "Bring in 1 source" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await total("8 sources");
    await shown.press("Control+z");
    await total("7 sources");
  });

  test("a copy is kept, opened, searched, and words of it become evidence that opens there again", async () => {
    await open();
    await lines().first().click();
    await page.getByRole("tab", { name: /Copies/u }).click();
    await page.getByRole("button", { name: /^Attach files/u }).click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const text = page.getByRole("region", { name: "The text of the copy" }).getByRole("document");
    await text.waitFor();
    await page.getByRole("searchbox", { name: "Find in the copy" }).fill("khan shaykhun");
    await page.getByText("0 of 1").waitFor();
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await text.focus();
    await shown.press("e");
    const dialog = page.getByRole("dialog", { name: "Pin as evidence" });
    await dialog.getByText("Khan Shaykhun", { exact: true }).waitFor();
    if ((await dialog.getByRole("combobox").first().inputValue()) === "") {
      await dialog.getByRole("combobox").first().fill("report");
      await page.locator("[role=option]:not([data-index])").first().click();
    }
    await dialog.getByRole("button", { name: "Pin as evidence" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Open", exact: true }).last().click();
    await page.getByRole("button", { name: "Open at the quote" }).first().click();
    await page.getByText(/^Supports claim/u).waitFor();
    expect(await shown.violations()).toEqual([]);
  });

  test("the pages of a copy are turned, and what is found in it gone through, by keys that the help tells", async () => {
    await open();
    await page.evaluate(() => {
      globalThis.desk.showCopy = () => Promise.resolve({ kind: "pages", total: 3 });
    });
    await lines().first().click();
    await page.getByRole("tab", { name: /Copies/u }).click();
    await page.getByRole("button", { name: /^Attach files/u }).click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const text = page.getByRole("region", { name: "The text of the copy" }).getByRole("document");
    await text.focus();
    const at = (number: number) => page.getByText(`Page ${number} of 3`, { exact: true }).waitFor();
    await at(1);
    await shown.press("Control+PageDown", "Control+PageDown", "Control+PageDown");
    await at(3);
    await shown.press("Control+PageUp");
    await at(2);
    await shown.press("F1");
    const help = page.getByRole("dialog").getByRole("region", { name: "Copy of a source" });
    await help.getByText("Next page").waitFor();
    await help.getByText("Page before").waitFor();
    await shown.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await text.focus();
    await shown.press("/");
    await page.keyboard.type("a");
    const nth = (words: RegExp) => page.getByRole("search").getByText(words).waitFor();
    await nth(/^0 of [3-9]$/u);
    await shown.press("Enter");
    await nth(/^1 of/u);
    await shown.press("Enter");
    await nth(/^2 of/u);
    await shown.press("Shift+Enter", "Shift+Enter");
    await nth(/^([3-9]) of \1$/u);
    await shown.press("Escape");
    await expect.poll(() => page.getByRole("searchbox", { name: "Find in the copy" }).inputValue()).toBe("");
    await shown.press("Escape");
    await expect.poll(() => text.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test("a copy is erased by law: its words are gone for good, what was quoted of it stays", async () => {
    await open();
    await lines().first().click();
    await page.getByRole("tab", { name: /Copies/u }).click();
    await page.getByRole("button", { name: /^Attach files/u }).click();
    const copy = page.locator(".copies li").first();
    await copy.waitFor();
    const quoted = await page.evaluate(async () => {
      const { tables } = globalThis.desk.ledger;
      const [snapshot] = tables.snapshot.keys();
      const [claim] = tables.claim.keys();
      if (snapshot === undefined || claim === undefined) return null;
      const quote = { claim, place: { snapshot }, start: 0, end: 8, exact: "The copy" };
      const shows = { shows: "It is a copy." };
      await globalThis.desk.execute({ do: "quote_evidence", ...quote, with: shows }, null);
      return snapshot;
    });
    await copy.getByText("1 quote").waitFor();
    const before = await shown.entries();
    const ask = async (): Promise<void> => {
      await copy.getByRole("button", { name: /^Actions on/u }).click();
      await page.getByRole("menuitem", { name: "Erase by law…" }).click();
    };
    await ask();
    const erase = page.getByRole("dialog", { name: /^Erase the words of/u });
    await erase.getByText("What goes, for good").waitFor();
    await erase.getByText(/^1 quote/u).waitFor();
    expect(await shown.violations()).toEqual([]);
    await erase.getByRole("textbox", { name: /Reason/u }).fill("Request under Article 17");
    await erase.getByRole("button", { name: "Erase for good" }).click();
    await erase.getByText(/Type “erase”: nothing/u).waitFor();
    expect(await shown.entries()).toBe(before);
    await erase.getByRole("textbox", { name: /Type “erase”/u }).fill("erase");
    await erase.getByRole("button", { name: "Erase for good" }).click();
    await erase.waitFor({ state: "detached" });

    await copy.getByText("erased by law").waitFor();
    await copy.getByText("1 quote").waitFor();
    const left = await page.evaluate((id) => {
      const { tables, texts, entries } = globalThis.desk.ledger;
      const excerpts = [...tables.evidence.values()].flatMap((one) => one.excerpts);
      const isThere = { text: texts.has(id ?? ""), snapshot: tables.snapshot.has(id ?? "") };
      return {
        ...isThere,
        why: entries.at(-1)?.why,
        quote: excerpts.some((one) => one.quote === "The copy"),
      };
    }, quoted);
    expect(left).toEqual({ text: false, snapshot: true, why: "Request under Article 17", quote: true });
    await copy.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByText("This copy was erased by law").waitFor();
    await page
      .locator(".copy")
      .getByText(new RegExp(`entry ${before + 1}\\b`, "u"))
      .waitFor();
    expect(await page.getByRole("region", { name: "The text of the copy" }).count()).toBe(0);
    await shown.press("Escape");
    await ask();
    await erase.getByText("These words were erased before.").waitFor();
    expect(await erase.getByRole("button", { name: "Erase for good" }).count()).toBe(0);
  });

  test("words are found in the texts of all copies, and open there", async () => {
    await open();
    await lines().first().click();
    await page.getByRole("tab", { name: /Copies/u }).click();
    await page.getByRole("button", { name: /^Attach files/u }).click();
    await page.getByRole("button", { name: "Open", exact: true }).waitFor();
    await list().focus();
    await shown.press("f");
    const dialog = page.getByRole("dialog", { name: "Find in the texts of all copies" });
    const field = dialog.getByRole("searchbox");
    await field.fill("no such words");
    await dialog.getByText("No copy has these words").waitFor();
    await field.fill("khan shaykhun");
    await dialog.getByText("In 1 copy").waitFor();
    await dialog.locator("mark").getByText("Khan Shaykhun").waitFor();
    expect(await shown.violations()).toEqual([]);
    await shown.press("ArrowDown");
    await shown.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("region", { name: "The text of the copy" }).waitFor();
    await shown.press("e");
    await page
      .getByRole("dialog", { name: "Pin as evidence" })
      .getByText("Khan Shaykhun", { exact: true })
      .waitFor();
  });

  test("twins are compared side by side and become one", async () => {
    await open();
    const known = (await lines().first().locator("b").innerText()).trim();
    await shown.press("i");
    await page.getByRole("textbox", { name: "Entries, DOIs or addresses" }).fill(known);
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Bring in 1 source" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await total("8 sources");
    await shown.press("u");
    await page.getByRole("button", { name: "Compare…" }).first().click();
    await page.getByRole("dialog", { name: "Are these one source?" }).waitFor();
    await page.getByRole("button", { name: "Make one of 2" }).click();
    await total("7 sources");
  });
});
