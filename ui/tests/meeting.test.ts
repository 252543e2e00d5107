// @vitest-environment node
/** A meeting in a real browser, on a pretended desk: one open point after another, decided on the spot, dissent kept. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("a meeting in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(query: string): Promise<void> {
    await shown.open(query);
    page = shown.page;
    await shown.press("Shift+W");
    await page.locator(".meeting [data-statement], .meeting .empty").first().waitFor();
  }
  const heading = (): Promise<string> => page.locator(".meeting h1").innerText();
  const commands = () => page.evaluate(() => globalThis.desk.commands);

  test.each(["desk=sample", "desk=sample&dir=rtl", "desk=sample&readonly"])(
    "%s breaks no rule",
    async (query) => {
      for (const theme of ["light", "dark"]) {
        await open(`${query}&theme=${theme}`);
        expect(await shown.violations()).toEqual([]);
        await shown.press("v");
        expect(await shown.violations()).toEqual([]);
        if (theme === "light") await shown.close();
      }
    },
  );

  test("a verdict is given with its reason as one step, and said in a comment", async () => {
    await open("desk=sample");
    await page.getByText("1 of 4").waitFor();
    const first = await heading();
    await shown.press("ArrowRight");
    await expect.poll(heading).not.toBe(first);
    await page.getByText("2 of 4").waitFor();
    await shown.press("ArrowLeft");
    await expect.poll(heading).toBe(first);
    await shown.press("v");
    const form = page.getByRole("form", { name: "Give a verdict" });
    await form.waitFor();
    await shown.press("Control+Enter");
    await page.getByText("Choose a value of the scale.").waitFor();
    await shown.press("Alt+1");
    await form.getByRole("textbox").fill("The report says so on page 2.");
    await shown.press("Control+Enter");
    await page
      .locator("aside .done")
      .getByText(/^Verdict: /u)
      .waitFor();
    const given = (await commands()).at(-1);
    expect(given).toMatchObject({ do: "together" });
    const parts = given?.do === "together" ? given.commands : [];
    expect(parts.map((one) => one.do)).toEqual(["give_verdict", "add_comment"]);
    expect(parts[1]).toMatchObject({ kind: "decision" });
    await page.locator(".meeting section").getByText("The report says so on page 2.").first().waitFor();
    await shown.press("Control+z");
    // Neither the verdict nor what was said of it stands, here or at the end.
    await expect.poll(() => page.locator("aside .done").count()).toBe(0);
    await expect.poll(() => page.getByText("The report says so on page 2.").count()).toBe(0);
    await shown.press("Control+y");
    await page
      .locator("aside .done")
      .getByText(/^Verdict: /u)
      .waitFor();
    await shown.press("Control+z");
    await expect.poll(() => page.locator("aside .done").count()).toBe(0);
    await shown.press("Escape");
    await page.getByText("Decided: 0 of 4 claims").waitFor();
  });

  test("until a decision is on the disk its claim stays on the table, and it is said of that claim", async () => {
    await open("desk=sample");
    const first = await heading();
    await page.evaluate(() => {
      const { desk } = globalThis;
      const execute = desk.execute;
      desk.execute = async (command, why) => {
        await new Promise((done) => addEventListener("release", done, { once: true }));
        return execute(command, why);
      };
    });
    await shown.press("x");
    await page.getByRole("form", { name: "Leave as it is" }).getByRole("textbox").fill("An opinion.");
    await shown.press("Control+Enter");
    await page.locator('.meeting form [aria-busy="true"]').waitFor();
    expect(await page.getByRole("button", { name: /^Next/u }).isDisabled()).toBe(true);
    await shown.press("Escape");
    expect(await heading()).toBe(first);
    await page.evaluate(() => dispatchEvent(new Event("release")));
    await page.locator("aside .done").getByText("Left as it is").waitFor();
    expect(await page.getByRole("button", { name: /^Next/u }).isDisabled()).toBe(false);
  });

  test("it is sent back, left, and a dissent is kept under its name; the end says all of it", async () => {
    await open("desk=sample");
    await shown.press("r");
    await page.getByRole("form", { name: "Send back" }).getByRole("textbox").fill("Ask the agency first.");
    await shown.press("Control+Enter");
    await page.locator("aside .done").getByText("Sent back").waitFor();
    await shown.press("n");
    const form = page.getByRole("form", { name: "Keep a dissent" });
    await form.getByRole("combobox").click();
    await page.getByRole("option", { name: /Second editor/u }).click();
    await form.getByRole("textbox").fill("One source is enough here.");
    await shown.press("Control+Enter");
    await page.locator("aside .done").getByText("Dissent of Second editor").waitFor();
    const given = (await commands()).at(-1);
    expect(given).toMatchObject({ do: "add_comment", kind: "dissent", text: "One source is enough here." });
    expect(given).toHaveProperty("of");
    await shown.press("ArrowRight", "x");
    await page.getByRole("form", { name: "Leave as it is" }).getByRole("textbox").fill("An opinion.");
    await shown.press("Control+Enter");
    await page.locator("aside .done").getByText("Left as it is").waitFor();
    await shown.press("Escape");
    await page.getByRole("heading", { name: "Decided: 2 of 4 claims" }).waitFor();
    const over = page.locator(".meeting main");
    for (const words of ["Sent back", "Ask the agency first.", "Dissent of Second editor", "Left as it is"])
      await over.getByText(words).first().waitFor();
    expect(await shown.violations()).toEqual([]);
    await shown.press("Escape");
    await page.getByRole("listbox", { name: "Claims of the board" }).waitFor();
  });

  test("what was typed is there again after a look at another claim; a desk without open points says so", async () => {
    await open("desk=sample");
    await shown.press("r");
    await page.getByRole("form", { name: "Send back" }).getByRole("textbox").fill("Half a reason");
    await shown.press("Escape", "ArrowRight", "ArrowLeft", "r");
    await expect
      .poll(() => page.getByRole("form", { name: "Send back" }).getByRole("textbox").inputValue())
      .toBe("Half a reason");
  });
});
