// @vitest-environment node
/**
 * The dossier in a real browser, under the window's own policy: none of axe's rules is broken
 * (contrast included) by the dossier, by any of its forms, in light, dark and right-to-left; nothing
 * is wider than its column; and a path through it by keys alone. `SHOTS=1` also writes pictures.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { serveDossier, type Served } from "./serve";

const CHROMIUM = "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = fileURLToPath(new URL("../../shots/dossier/", import.meta.url));

type Act = (page: Page) => Promise<void>;
const keys =
  (...presses: string[]): Act =>
  async (page) => {
    for (const press of presses) await page.keyboard.press(press);
  };
const press =
  (name: string | RegExp): Act =>
  (page) =>
    page.getByRole("button", { name }).first().click();
const line =
  (button: RegExp, name: string): Act =>
  async (page) => {
    await press(button)(page);
    await page.getByRole("menuitem", { name, exact: true }).click();
  };

/** Name, address, width, and what is done before the rules are held to it. */
const SCREENS: [string, string, number, Act[]][] = [
  ["full", "", 412, []],
  ["full-dark", "theme=dark", 412, []],
  ["wide", "", 520, []],
  ["narrow", "", 360, []],
  ["rtl", "dir=rtl", 412, []],
  ["empty", "claim=empty", 412, []],
  ["read-only", "readonly", 412, [press("Details")]],
  ["details", "", 412, [press("Details")]],
  ["details-dark", "theme=dark", 360, [press("Details"), press(/Add a question/), press(/Add an answer/)]],
  ["statement", "", 412, [press(/^OPCW investigators/)]],
  ["source", "claim=empty", 412, [keys("s")]],
  ["source-new", "claim=empty&theme=dark", 360, [keys("s"), press(/New source/), press(/More about/)]],
  ["source-edit", "", 412, [line(/Actions on the evidence from Report of/, "Edit the evidence")]],
  ["rebuttal", "claim=empty", 412, [keys("r"), press(/In its own words/), press(/Add a source for it/)]],
  ["answer", "theme=dark", 360, [line(/Actions on the rebuttal by Sergei/, "Answer")]],
  ["weigh", "", 412, [line(/Actions on the rebuttal by Sergei/, "Weigh")]],
  ["verdict", "claim=empty", 412, [keys("v"), press(/Limits/)]],
  ["verdict-faults", "claim=empty&theme=dark", 412, [keys("v", "Control+Enter")]],
  ["draft", "claim=empty", 412, [keys("r", "a"), keys("Escape")]],
  ["page", "", 412, [press("OPCW press release on the report")]],
];

describe.skipIf(!existsSync(CHROMIUM))("the dossier in chromium", { timeout: 60_000 }, () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  let faults: string[] = [];

  beforeAll(async () => {
    served = await serveDossier();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });
  afterEach(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });

  async function open(query: string, width: number, height = 900): Promise<void> {
    page = await browser.newPage({
      viewport: { width: Math.max(width, 520), height },
      reducedMotion: "reduce",
    });
    faults = [];
    page.on("console", (message) => {
      const told = message.text();
      if (["error", "warning"].includes(message.type()) && !told.includes("404")) faults.push(told);
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(`${served.origin}?${query}&width=${width}`);
    await page.locator("[data-dossier] time").first().waitFor();
    await page.evaluate(() => document.fonts.ready);
  }

  async function violations(): Promise<string[]> {
    await page.evaluate(axe);
    const results = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<unknown> } };
      // The stage is no window: what floats over it, and its missing title, are the views' to answer for.
      const rules = { region: { enabled: false }, "page-has-heading-one": { enabled: false } };
      return (await axe.run({ rules })) as AxeResults;
    });
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  }

  /** What sticks out of the column to the side, by its words. */
  function tooWide(): Promise<string[]> {
    return page.evaluate(() => {
      const column = document.querySelector("main")?.getBoundingClientRect();
      if (column === undefined) return ["no column"];
      return [...document.querySelectorAll("main *")]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          const unseen = one.closest(".unseen, svg") !== null || box.width < 2;
          return !unseen && (box.right > column.right + 0.5 || box.left < column.left - 0.5);
        })
        .map((one) => `${one.tagName}.${one.className} ${(one.textContent ?? "").trim().slice(0, 60)}`);
    });
  }

  test.each(SCREENS)("%s breaks no rule, and fits its column", async (name, query, width, acts) => {
    await open(query, width);
    for (const act of acts) await act(page);
    await page.waitForTimeout(150);
    if (process.env["SHOTS"] !== undefined) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: `${shots}${name}.png` });
    }
    expect(await violations()).toEqual([]);
    expect(await tooWide()).toEqual([]);
  });

  test("Enter takes the first of a list that narrows while one types, and of one that is still to come", async () => {
    for (const pause of [200, 0]) {
      await open("claim=empty", 412);
      await page.keyboard.press("s");
      await page.keyboard.type("press brief", { delay: pause });
      await page.keyboard.press("Enter");
      await expect
        .poll(() => page.locator("input[role=combobox]").first().inputValue())
        .toMatch(/press briefing/i);
      await page.keyboard.press("Control+Enter");
      await page.getByRole("article", { name: /French foreign ministry/ }).waitFor();
    }
  });

  test("by keys alone: a source, a rebuttal of it, its weighing, the verdict", async () => {
    await open("claim=empty", 412);
    await page.keyboard.press("s");
    await page.keyboard.type("press brief");
    await page.getByRole("option", { name: /press briefing/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+2");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("article", { name: /Contradicts: French foreign ministry/ }).waitFor();

    await page.getByRole("button", { name: /Actions on the evidence/ }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("form", { name: "Add a rebuttal" }).waitFor();
    await page.keyboard.type("Ministry");
    await page.getByRole("textbox", { name: /What it says/ }).focus();
    await page.keyboard.type("The transcript is cut.");
    await page.keyboard.press("Control+Enter");
    const card = page.getByRole("article", { name: /Rebuts this evidence: Ministry/ });
    await card.waitFor();

    await card.getByRole("button", { name: "Weigh" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("form", { name: "Weigh the rebuttal" }).waitFor();
    await page.keyboard.press("1");
    await page.getByRole("textbox", { name: /Why/ }).focus();
    await page.keyboard.type("The recording is longer.");
    await page.keyboard.press("Control+Enter");
    await card.getByText("The desk: Holds").waitFor();

    await page.keyboard.press("v");
    await page.getByRole("form", { name: "Give a verdict" }).waitFor();
    await page.keyboard.press("3");
    await page.getByRole("textbox", { name: /^Reasoning/ }).focus();
    await page.keyboard.type("Nobody has the whole recording.");
    await page.keyboard.press("Control+Enter");
    await page.locator(".given").getByText("Not enough evidence").waitFor();
    expect(await page.evaluate(() => globalThis.dossier.desk.commands.map((one) => one.do))).toEqual([
      "link_evidence",
      "add_rebuttal",
      "weigh_rebuttal",
      "give_verdict",
    ]);
  });

  test("a form takes the focus, and gives it back to the card that it was opened from", async () => {
    await open("", 412);
    for (const [button, name] of [
      [/Actions on the evidence from Report of/, "Edit the evidence"],
      [/Actions on the evidence from Report of/, "Rebut this evidence"],
      [/Actions on the rebuttal by Sergei/, "Weigh"],
      [/Actions on the rebuttal by Sergei/, "Edit the rebuttal"],
    ] as const) {
      await page.getByRole("button", { name: button }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name, exact: true }).click();
      await page.locator("[data-dossier-form] :focus").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("[data-dossier-form]").waitFor({ state: "detached" });
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
      expect(label).toMatch(button);
    }
  });

  test("Escape in an open list closes the list, and only then the form", async () => {
    await open("claim=empty", 412);
    await page.keyboard.press("s");
    await page.keyboard.type("rep");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    expect(await page.locator("[data-dossier-form]").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.locator("[data-dossier-form]").waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Add source/ }).waitFor();
  });

  test("Arabic is set flush right, inside a column that runs left to right", async () => {
    await open("", 412);
    const sides = await page
      .locator("blockquote bdi", { hasText: "تنفي" })
      .evaluate((one) => getComputedStyle(one).direction);
    expect(sides).toBe("rtl");
  });
});
