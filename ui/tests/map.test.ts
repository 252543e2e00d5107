// @vitest-environment node
/** The map and the timeline of a claim in a real browser, on a pretended desk, by keyboard alone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { DeskWindow, hasBrowser } from "./desk/window";

describe.skipIf(!hasBrowser)("the map in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  /** The sample at the claim with the most that disputes it. */
  async function open(query = "desk=sample"): Promise<void> {
    await shown.open(query);
    page = shown.page;
    await page
      .getByRole("option", { name: /conclu|sarin/i })
      .first()
      .click();
    await page.locator("[data-evidence]").first().waitFor();
  }
  const picture = () => page.getByRole("group", { name: /^Evidence map of claim/ });
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute("data-node") ?? null);

  test("opens by key beside the dossier, is walked, and shows what it stands for", async () => {
    await open();
    await shown.press("e");
    await picture().waitFor();
    await picture().locator('[data-node="0"]').focus();
    await shown.press("ArrowRight");
    const first = await focused();
    expect(first).not.toBeNull();
    expect(first).not.toBe("0");
    await shown.press("ArrowLeft");
    expect(await focused()).toBe("0");
    await shown.press("ArrowRight", "Enter");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.matches("[data-evidence], [data-rebuttal]")))
      .toBe(true);
    await shown.press("Escape");
    await picture().waitFor({ state: "detached" });
  });

  test.each(["light", "dark"])("breaks no rule (%s)", async (theme) => {
    await open(`desk=sample&theme=${theme}`);
    await shown.press("e");
    await picture().waitFor();
    await shown.press("Shift+F");
    expect(await shown.violations()).toEqual([]);
    await page.getByRole("radio", { name: "Timeline" }).click();
    await page.getByRole("group", { name: /^Timeline of claim/ }).waitFor();
    expect(await shown.violations()).toEqual([]);
  });

  test("grows, shrinks and fits by key, and fades what the filter leaves out", async () => {
    await open();
    await shown.press("e");
    await picture().waitFor();
    const scale = (): Promise<number> =>
      picture()
        .locator("svg > g")
        .evaluate((g) => Number(/scale\(([\d.]+)/.exec(g.getAttribute("transform") ?? "")?.[1]));
    const fitted = await scale();
    await shown.press("+");
    expect(await scale()).toBeGreaterThan(fitted);
    await shown.press("-", "-");
    expect(await scale()).toBeLessThan(fitted);
    await shown.press("0");
    expect(await scale()).toBeCloseTo(fitted, 5);
    await shown.press("Shift+F");
    await page.getByRole("button", { name: "Evidence", exact: true }).last().click();
    await expect.poll(() => picture().locator("g.box.off").count()).toBeGreaterThan(0);
    expect(await page.getByText(/\d+ of \d+ shown/).count()).toBe(1);
  });

  test("says what is not there, and is there in the past and for reading alone", async () => {
    await open("desk=sample&readonly");
    await shown.press("e");
    await picture().waitFor();
    await shown.press("Escape");
    await open();
    await shown.press("e");
    await picture().waitFor();
    await shown.press("Alt+,");
    await page
      .getByText(/Back to now/)
      .first()
      .waitFor();
    await picture().waitFor();
    await shown.open("desk=crowd&claims=30");
    page = shown.page;
    await shown.press("j", "e");
    await page.getByText("Nothing bears on this claim yet").waitFor();
  });

  test("takes the whole window by key, and gives it back when something is opened", async () => {
    await open();
    await shown.press("e");
    await picture().waitFor();
    await shown.press("z");
    await page.locator("[data-dossier]").waitFor({ state: "hidden" });
    await picture().locator('[data-node="1"]').focus();
    await shown.press("Enter");
    await page.locator("[data-dossier]").waitFor();
    await page.getByRole("list", { name: "The map as a list" }).waitFor();
  });

  test("leaves the columns as they were for the next start, though it had the whole window", async () => {
    await open();
    await shown.press("e");
    await picture().waitFor();
    await shown.press("z");
    await page.locator("[data-dossier]").waitFor({ state: "hidden" });
    // The place is kept a moment after it has changed.
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator("[data-dossier]").waitFor();
  });

  test("is opened from the board for the claim whose dossier is there", async () => {
    await open();
    await shown.press("w");
    await page.getByRole("listbox", { name: "Claims of the board" }).waitFor();
    await shown.press("Home", "Enter");
    const beside = page.locator(".board [data-dossier]");
    const [number = ""] =
      /\d+/u.exec(
        await beside
          .getByText(/^Claim \d+/u)
          .first()
          .innerText(),
      ) ?? [];
    await beside.getByRole("button", { name: "Actions on this claim" }).click();
    await page.getByRole("menuitem", { name: "Evidence map" }).click();
    await page.getByRole("heading", { name: `Map of claim ${number}`, exact: true }).waitFor();
  });

  test("is saved as the picture on screen", async () => {
    await open();
    await shown.press("e");
    await picture().waitFor();
    await page.getByRole("button", { name: "Save picture" }).click();
    await page.getByRole("menuitem", { name: /As PNG/ }).click();
    await shown.toast(/Saved: .*map\.png/).waitFor();
  });
});
