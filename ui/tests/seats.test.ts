// @vitest-environment node
/** Changing seats in a real browser, on a pretended desk: by key and number, and with a passphrase where one is set. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("seats in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  const seated = (): Promise<string> => page.locator("footer button.who").innerText();

  test("a key and a number change seats; a passphrase keeps colleagues off one's own", async () => {
    await shown.open("desk=sample");
    page = shown.page;
    await shown.press("Shift+E");
    await shown.dialog("Who sits here?").waitFor();
    expect(await shown.violations()).toEqual([]);
    await shown.press("2");
    await expect.poll(seated).toMatch(/Second editor/u);

    await page.locator("footer button.who").click();
    await page.getByRole("menuitem", { name: "My passphrase…" }).click();
    const own = shown.dialog("Set a passphrase");
    await own.getByText(/does not encrypt the desk/u).waitFor();
    await own.getByLabel("New passphrase").fill("short");
    await shown.press("Enter");
    await own.getByText("It has at least 6 letters.").waitFor();
    await own.getByLabel("New passphrase").fill("a black box");
    await own.getByLabel("The same again").fill("a black bos");
    await shown.press("Enter");
    await own.getByText("The two are not the same.").waitFor();
    await own.getByLabel("The same again").fill("a black box");
    expect(await shown.violations()).toEqual([]);
    await shown.press("Enter");
    await own.waitFor({ state: "hidden" });

    await shown.press("Shift+E");
    await shown.dialog("Who sits here?").waitFor();
    await shown.press("1");
    await expect.poll(seated).toMatch(/First editor/u);
    await shown.press("Shift+E");
    await shown
      .dialog("Who sits here?")
      .getByText(/asks for a passphrase/u)
      .waitFor();
    await shown.press("2");
    const ask = shown.dialog("Passphrase of Second editor");
    await ask.getByLabel("Passphrase").fill("a white box");
    await shown.press("Enter");
    await ask.getByText(/not the passphrase/u).waitFor();
    expect(await seated()).toMatch(/First editor/u);
    await ask.getByLabel("Passphrase").fill("a black box");
    await shown.press("Enter");
    await expect.poll(seated).toMatch(/Second editor/u);

    await page.locator("footer button.who").click();
    await page.getByRole("menuitem", { name: "My passphrase…" }).click();
    await shown.dialog("Change the passphrase").getByLabel("The one you have").fill("a black box");
    await page.getByRole("button", { name: "Take it away" }).click();
    await shown.dialog("Change the passphrase").waitFor({ state: "hidden" });
  });
});
