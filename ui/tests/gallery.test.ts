// @vitest-environment node
/**
 * The gallery of parts in a real browser, under the window's own policy: no violation of the
 * policy, none of axe's rules (contrast included) in light, dark and right-to-left, and the
 * few things that only a browser that lays out can show. `SHOTS=1` also writes pictures.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const CHROMIUM = "/usr/bin/chromium";
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};
const root = fileURLToPath(new URL("..", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// A browser on a busy machine may take its time; a hang is still found.
describe.skipIf(!existsSync(CHROMIUM))("the gallery in chromium", { timeout: 60_000 }, () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  let origin: string;
  let faults: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gallery-"));
    await build({
      root: join(root, "tests/gallery"),
      configFile: false,
      logLevel: "error",
      plugins: [svelte({ configFile: join(root, "svelte.config.js") })],
      build: {
        outDir: folder,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        target: "safari18",
        modulePreload: false,
      },
    });
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://gallery").pathname;
      const file = join(folder, path === "/" ? "index.html" : path);
      if (path === "/favicon.ico") return response.writeHead(204).end();
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy": POLICY,
      });
      return response.end(readFileSync(file));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    origin = `http://127.0.0.1:${address.port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(wishes: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    faults = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        faults.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(`${origin}/?${wishes}`);
    await page.getByRole("heading", { name: "Parts" }).waitFor({ state: "attached" });
    await page.evaluate(() => document.fonts.ready);
    return page;
  }

  /** `floats`: something is open over the page, and the rule about landmarks is not meant for it. */
  async function violations(page: Page, floats = false): Promise<string[]> {
    await page.evaluate(axe);
    const results = await page.evaluate(
      async (options) => {
        const { axe } = window as unknown as { axe: { run: (options: object) => Promise<unknown> } };
        return (await axe.run(options)) as AxeResults;
      },
      { rules: { region: { enabled: !floats } } },
    );
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  }

  async function shot(page: Page, name: string): Promise<void> {
    if (process.env["SHOTS"] === undefined) return;
    mkdirSync(join(root, "shots"), { recursive: true });
    await page.screenshot({ path: join(root, "shots", `${name}.png`) });
  }

  test.each([
    ["theme=light", "light"],
    ["theme=dark", "dark"],
    ["theme=light&dir=rtl", "rtl"],
    ["theme=light&dialog", "dialog"],
    ["theme=dark&palette", "palette"],
  ])("%s breaks no rule and no policy", async (wishes, name) => {
    const page = await open(wishes);
    if (name === "palette") await page.getByText("Report S/1510").waitFor();
    await shot(page, name);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test("open menus, lists and tips break none either", async () => {
    const page = await open("theme=light");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Withdraw" }).waitFor();
    await shot(page, "menu");
    expect(await violations(page, true)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("combobox", { name: "Verdict" }).click();
    await page.getByRole("option", { name: "False" }).waitFor();
    await shot(page, "select");
    expect(await violations(page, true)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("combobox", { name: "Assigned to" }).fill("du");
    await page.getByRole("option", { name: "Chloé Durand" }).waitFor();
    await shot(page, "combobox");
    expect(await violations(page, true)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Reword" }).last().hover();
    await page.getByRole("tooltip").or(page.locator(".tip")).first().waitFor();
    expect(await violations(page, true)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test("a list of two thousand draws few rows, and follows the keys to its end", async () => {
    const page = await open("theme=light");
    const list = page.getByRole("listbox", { name: "Lines" });
    expect(await list.getByRole("option").count()).toBeLessThan(60);
    await list.focus();
    await page.keyboard.press("End");
    const end = list.getByRole("option", { name: /^Line 2000 / });
    await end.waitFor();
    expect(await end.getAttribute("aria-selected")).toBe("true");
    expect(await list.getAttribute("aria-activedescendant")).toBe(await end.getAttribute("id"));
    await page.close();
  });

  test("a column follows the pointer and the keys, mirrored in right-to-left", async () => {
    for (const dir of ["ltr", "rtl"]) {
      const page = await open(`dir=${dir}`);
      const line = page.getByRole("separator", { name: "Width of List" });
      const at = async (): Promise<number> => Number(await line.getAttribute("aria-valuenow"));
      const before = await at();
      await line.focus();
      await page.keyboard.press("ArrowRight");
      expect(await at()).toBe(before + (dir === "ltr" ? 16 : -16));
      const box = await line.boundingBox();
      if (box === null) throw new Error("the line has no place");
      await page.mouse.move(box.x, 300);
      await page.mouse.down();
      await page.mouse.move(box.x + (dir === "ltr" ? 40 : -40), 300);
      await page.mouse.up();
      expect(await at()).toBe(before + (dir === "ltr" ? 56 : 24));
      await page.keyboard.press("Enter");
      expect(await at()).toBe(0);
      await page.close();
    }
  });

  test("a text area grows with its text", async () => {
    const page = await open("theme=light");
    const area = page.getByRole("textbox", { name: "Statement" });
    const before = (await area.boundingBox())?.height ?? 0;
    await area.fill("one\ntwo\nthree\nfour\nfive\nsix");
    expect((await area.boundingBox())?.height ?? 0).toBeGreaterThan(before + 40);
    await page.close();
  });
});
