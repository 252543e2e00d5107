// @vitest-environment node
/** Safekeeping in a real browser: what is proven, backups and going back to one, and a damaged desk. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("safekeeping in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  async function open(): Promise<void> {
    await shown.open("desk=sample");
    page = shown.page;
    await page.evaluate(() => {
      globalThis.desk.safety.learn({
        checked: { at: "2017-07-06T09:00:00.000Z", entries: 52, fault: null },
      });
    });
  }
  const chip = () => page.getByRole("contentinfo").getByTitle("Safekeeping");
  const dialog = () => shown.dialog("Safekeeping");

  test("the foot says whether all is well, and leads to what is known", async () => {
    await open();
    await expect.poll(() => chip().innerText()).toContain("Verified");
    await chip().click();
    await dialog().getByText("52 entries prove themselves").waitFor();
    await dialog().getByText("by nobody whose key you entered").waitFor();
    expect(await shown.violations()).toEqual([]);
    await dialog().getByRole("button", { name: "Save a checkpoint…" }).click();
    await dialog().getByText("up to entry 52").waitFor();
    await shown.press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
  });

  test("a backup is made and gone back to: three clicks, a reason, one entry", async () => {
    await open();
    await chip().click();
    await dialog().getByRole("button", { name: "Back up now" }).click();
    await dialog().getByText("Last verified backup").waitFor();
    await page.evaluate(() => globalThis.desk.execute({ do: "add_case", name: "Later" }, null));
    const before = await shown.entries();
    await dialog().getByRole("button", { name: "Restore…" }).click();
    await page.getByRole("textbox", { name: /Reason/u }).fill("The import went wrong.");
    await shown.press("Control+Enter");
    await expect.poll(() => shown.entries()).toBe(before + 1);
    await expect.poll(() => dialog().count()).toBe(0);
  });

  test("damage and a file that was set back are said plainly", async () => {
    await open();
    await page.evaluate(() => {
      const fault = { kind: "damaged" as const, message: "Entry 7 is damaged.", hint: "Open a backup." };
      const at = "2017-07-06T09:00:00.000Z";
      globalThis.desk.safety.learn({
        checked: { at, entries: 0, fault },
        seen: { what: "set_back", size: 60, at },
      });
    });
    await expect.poll(() => chip().innerText()).toContain("Damaged");
    await chip().click();
    await dialog().getByText("Entry 7 is damaged.").waitFor();
    await dialog()
      .getByText(/the file is an older one/u)
      .waitFor();
    expect(await shown.violations()).toEqual([]);
    await dialog().getByRole("button", { name: "Accept it as it is" }).click();
    await dialog()
      .getByText(/the desk goes on from them/)
      .waitFor();
    await shown.press("Escape");
  });

  test("a desk that will not open is put together again, and what is lost is named", async () => {
    await open();
    await page.evaluate(() => {
      globalThis.desk.safety.broken = {
        name: "elections",
        path: "/home/desk/elections.claimdesk",
        fault: { kind: "damaged", message: "The history is damaged at entry 41.", hint: "" },
        backups: [
          { token: "b", name: "elections 30", made: "2017-07-06T08:00:00.000Z", seq: 30, size: 100_000 },
        ],
      };
    });
    await page.locator("button.case").click();
    // The place is kept a moment after the window opened: the next call after that is the one that fails.
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      globalThis.desk.failNext({ kind: "damaged", message: "The history is damaged at entry 41.", hint: "" });
    });
    await page.getByRole("menuitem", { name: "Open a desk" }).click();
    const damage = shown.dialog("“elections” is damaged");
    await damage.getByText("Nothing was changed.").waitFor();
    expect(await shown.violations()).toEqual([]);
    await damage.getByRole("button", { name: "Put it together again" }).click();
    const done = shown.dialog("The desk was put together again");
    await done.getByText("Entries up to 30 come from the backup.").waitFor();
    await done.getByText("Entries 31 to 36 proved themselves in the damaged file.").waitFor();
    await done.getByText("Entries 37 to 38 are lost.").waitFor();
    await done.getByRole("button", { name: "Open the desk" }).click();
    await expect.poll(() => done.count()).toBe(0);
  });

  test("a time stamp: what is sent is shown first, a wrong address is told, and the level says whose clock", async () => {
    await open();
    await chip().click();
    await dialog().getByRole("button", { name: "Have it time-stamped…" }).click();
    const stamp = shown.dialog("Have the history time-stamped");
    await stamp.getByText("5e8c5e8c").waitFor();
    expect(await shown.violations()).toEqual([]);
    const address = stamp.getByRole("textbox", { name: /Address of the service/u });
    await address.fill("example.org");
    await stamp.getByRole("button", { name: "Send" }).click();
    await page.getByText("begins with https:// or http://").first().waitFor();
    expect(await stamp.count()).toBe(1);
    await address.fill("https://example.org/stamps");
    await shown.press("Enter");
    await expect.poll(() => stamp.count()).toBe(0);
    await dialog()
      .getByText(/up to entry \d+: not later than .*“Time Stamping Service”/u)
      .waitFor();
    await shown.press("Escape");
  });

  test("the key that signs is shown, and replaced with a reason", async () => {
    await open();
    await chip().click();
    await dialog().getByRole("button", { name: "Show the key that signs here" }).click();
    await dialog().getByText("a1b2c3d0").waitFor();
    await dialog().getByRole("button", { name: "Replace the key…" }).click();
    await page.getByRole("textbox", { name: /Reason/u }).fill("Yearly change");
    await shown.press("Control+Enter");
    await dialog().getByText("a1b2c3d1").waitFor();
    expect(await shown.violations()).toEqual([]);
    await shown.press("Escape");
  });

  test("erasing by law says what goes and what stays, and asks for a reason and a word", async () => {
    await open();
    await page.locator("nav li:has(button.more)").first().hover();
    await page.locator("nav button.more").first().click();
    await page.getByRole("menuitem", { name: "Erase by law…" }).click();
    const erase = page.getByRole("dialog", { name: /^Erase the words of/u });
    await erase.getByText("What goes, for good").waitFor();
    await erase.getByText("What stays").waitFor();
    expect(await shown.violations()).toEqual([]);
    await erase.getByRole("button", { name: "Erase for good" }).click();
    await erase.getByText("Type “erase”: nothing brings the words back.").waitFor();
    await erase.getByRole("textbox", { name: /Reason/u }).fill("Request of 3 May under Article 17");
    await erase.getByRole("textbox", { name: /Type “erase”/u }).fill("erase");
    await erase.getByRole("button", { name: "Erase for good" }).click();
    await expect.poll(() => erase.count()).toBe(0);
    await page.getByText("Erased 3 kept texts, here and in the backups").waitFor();
  });
});
