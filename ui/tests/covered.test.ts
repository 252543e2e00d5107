// @vitest-environment node
/** The desk under something else: nothing is done to it that nobody sees. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("what lies over the desk, in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const board = () => page.getByRole("listbox", { name: "Claims of the board" });
  const sources = () => page.getByRole("listbox", { name: "Sources" });
  const inert = (): Promise<boolean> => page.locator(".desk").evaluate((desk) => desk.hasAttribute("inert"));

  async function open(query: string, screen: string): Promise<void> {
    await shown.open(query);
    page = shown.page;
    await press(screen);
    await expect.poll(inert).toBe(true);
  }
  async function palette(words: string): Promise<void> {
    await press("Control+k");
    await page.getByRole("combobox", { name: "Commands and search" }).fill(words);
  }
  /** Hands the clipboard to what has the focus, as the window does on Ctrl V. */
  async function paste(text: string): Promise<void> {
    await page.evaluate((words) => {
      const data = new DataTransfer();
      data.setData("text/plain", words);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, text);
    await page.waitForTimeout(400);
  }
  /** A copy of the first source, over the library. */
  async function openCopy(): Promise<void> {
    await sources().getByRole("option").first().click();
    await page.getByRole("tab", { name: /Copies/u }).click();
    await page.getByRole("button", { name: /^Attach files/u }).click();
    await page.getByRole("button", { name: "Open", exact: true }).focus();
    await press("Enter");
    await page.locator(".copy").waitFor();
  }

  test.each(["w", "Shift+L", "Shift+W"])(
    "what the palette does on the desk is seen there (%s)",
    async (screen) => {
      await open("desk=sample", screen);
      await palette("bin");
      await page.getByRole("option", { name: "Bin: what was removed" }).click();
      await page.getByRole("heading", { name: "Bin", exact: true }).waitFor();
      expect(await inert()).toBe(false);
    },
  );

  test("what the palette finds is shown on the desk", async () => {
    await open("desk=sample", "w");
    await palette("dated");
    await page
      .getByRole("dialog")
      .getByRole("option", { name: /S\/1510\/2017 is dated/ })
      .click();
    await expect.poll(() => board().count()).toBe(0);
    await expect.poll(() => shown.chosen()).toMatch(/dated 29 June/);
  });

  test("what the palette does anywhere leaves the screen as it is", async () => {
    await open("desk=sample", "w");
    await palette("safekeeping");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await expect.poll(() => board().count()).toBe(1);
  });

  test.each([
    ["sample", "w"],
    ["sample", "Shift+W"],
    ["drafts", "d"],
    ["drafts", "b"],
  ])("on a %s desk a paste goes nowhere under %s", async (desk, screen) => {
    await open(`desk=${desk}`, screen);
    await paste("A story.\n\nWith words.");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("a paste goes to the library while it is in sight, not under a copy", async () => {
    await open("desk=sample", "Shift+L");
    await openCopy();
    await paste("@book{one, title = {One}}");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await press("Escape");
    await page.locator(".copy").waitFor({ state: "detached" });
    await expect.poll(() => page.locator(":focus").innerText()).toBe("Open");
    await paste("@book{one, title = {One}}");
    expect(await page.getByRole("dialog").count()).toBe(1);
  });
});
