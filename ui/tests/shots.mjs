// Pictures of every screen, to be looked at: `node tests/shots.mjs [name ..]` writes shots/desk/*.png.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = fileURLToPath(new URL("../shots/desk/", import.meta.url));
const wanted = process.argv.slice(2);

const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const ready = (page) => page.waitForTimeout(400);
const claim = (number) => async (page) => {
  for (let n = 0; n < number; n++) await page.keyboard.press("j");
  await page.waitForTimeout(250);
};

const safety = async (page) => {
  await page.evaluate(() =>
    globalThis.desk.safety.learn({ checked: { at: "2017-07-06T09:00:00.000Z", entries: 52, fault: null } }),
  );
  await page.getByRole("contentinfo").getByTitle("Safekeeping").click();
};

/** Name, address, and what is done before the picture. */
const SCREENS = [
  ["welcome-desk", "desk=none", []],
  ["welcome-who", "desk=new", []],
  ["welcome-begin", "desk=empty", []],
  ["desk", "desk=sample", [claim(3)]],
  ["desk-open", "desk=sample", []],
  [
    "desk-select",
    "desk=sample",
    [claim(3), (page) => page.locator(".sheet p, .sheet [data-start]").nth(2).click({ clickCount: 3 })],
  ],
  ["desk-rtl", "desk=sample&dir=rtl", [claim(3)]],
  [
    "past",
    "desk=sample",
    [
      claim(3),
      press("h"),
      async (page) => {
        await page
          .getByRole("button", { name: /^Acts on entry/ })
          .nth(4)
          .click();
        await page.getByRole("menuitem", { name: /as of this entry/ }).click();
      },
    ],
  ],
  ["notes", "desk=notes", [press("f")]],
  ["notes-marks", "desk=notes", []],
  ["notes-source", "desk=notes", [press("f", "j", "j", "j")]],
  [
    "notes-decided",
    "desk=notes",
    [
      press("f", "1"),
      ready,
      press("2"),
      ready,
      press("3"),
      ready,
      (page) => page.getByRole("radio", { name: /^All/ }).last().click(),
    ],
  ],
  [
    "signed-stale",
    "desk=drafts",
    [
      claim(1),
      (page) => page.getByRole("button", { name: /^All claims/ }).click(),
      (page) => page.getByText("A 2013 Security Council resolution forbids").first().click(),
      ready,
      (page) => page.getByRole("heading", { name: "Sign-off" }).scrollIntoViewIfNeeded(),
    ],
  ],
  ["notes-none", "desk=sample", [press("f")]],
  ["history", "desk=sample", [claim(3), press("h")]],
  ["library", "desk=sample", [press("Shift+L"), ready]],
  ["library-source", "desk=sample&theme=dark", [press("Shift+L"), ready, press("ArrowDown"), ready]],
  ["library-rtl", "desk=sample&dir=rtl", [press("Shift+L"), ready, press("ArrowDown"), ready]],
  [
    "library-copy",
    "desk=sample",
    [
      press("Shift+L"),
      ready,
      press("ArrowDown"),
      (page) => page.getByRole("tab", { name: /Copies/ }).click(),
      (page) => page.getByRole("button", { name: /^Attach files/ }).click(),
      ready,
    ],
  ],
  [
    "copy",
    "desk=sample",
    [
      press("Shift+L"),
      ready,
      press("ArrowDown"),
      (page) => page.getByRole("tab", { name: /Copies/ }).click(),
      (page) => page.getByRole("button", { name: /^Attach files/ }).click(),
      (page) => page.getByRole("button", { name: "Open", exact: true }).click(),
      ready,
      (page) => page.getByRole("searchbox", { name: "Find in the copy" }).fill("khan"),
      (page) => page.getByRole("button", { name: "Next", exact: true }).click(),
      ready,
    ],
  ],
  ["library-import", "desk=sample", [press("Shift+L"), ready, press("i"), ready]],
  ["safety", "desk=sample", [safety]],
  [
    "safety-key",
    "desk=sample",
    [safety, (page) => page.getByRole("button", { name: "Show the key that signs here" }).click()],
  ],
  [
    "stamp",
    "desk=sample",
    [safety, (page) => page.getByRole("button", { name: "Have it time-stamped…" }).click()],
  ],
  [
    "erase",
    "desk=sample",
    [
      (page) => page.locator("nav li:has(button.more)").first().hover(),
      (page) => page.locator("nav button.more").first().click(),
      (page) => page.getByRole("menuitem", { name: "Erase by law…" }).click(),
    ],
  ],
  [
    "history-filters",
    "desk=sample",
    [claim(3), press("h"), (page) => page.getByRole("button", { name: "Filters" }).click()],
  ],
  ["time", "desk=sample", [claim(3), press("m")]],
  [
    "time-days",
    "desk=sample&pace=700",
    [claim(3), press("m"), ready, press("PageDown", "PageDown", "ArrowLeft"), ready, press("h")],
  ],
  [
    "time-million",
    "desk=sample",
    [
      (page) =>
        page.evaluate(() => {
          const ask = globalThis.desk.ask;
          const days = Array.from({ length: 2000 }, (_, at) => ({
            day: new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10),
            first: at * 500 + 1,
            last: (at + 1) * 500,
            entries: Math.round(500 * Math.abs(Math.sin(at / 40) * Math.sin(at * 3.7))),
          }));
          const marks = Array.from({ length: 2000 }, (_, at) => ({
            seq: at * 500 + 20,
            at: `${days[at].day}T10:00:00.000Z`,
            what: at % 97 === 0 ? "draft" : at % 11 === 0 ? "sign_off" : "verdict",
            label: `Mark ${at}`,
          }));
          globalThis.desk.ask = async (name, input, at) => {
            if (name === "timeline") return { days, marks, head: 1_000_000 };
            const answer = await ask(name, input, at);
            return name === "desk" ? { ...answer, head: { ...answer.head, seq: 1_000_000 } } : answer;
          };
        }),
      (page) => page.evaluate(() => globalThis.desk.execute({ do: "add_case", name: "Another" }, null)),
      press("m"),
      ready,
      press("PageDown", "PageDown"),
    ],
  ],
  ["compare", "desk=sample", [claim(3), press("c")]],
  [
    "compare-changed",
    "desk=sample",
    [
      (page) =>
        page.evaluate(async () => {
          const { claim, evidence } = globalThis.desk.ledger.tables;
          const ids = [...claim.keys()];
          const set = { statement: "The two ministers met in Moscow on 7 July 2017.", priority: "high" };
          await globalThis.desk.execute({ do: "edit_claim", claim: ids[0], set }, null);
          const shows = "Forbids Syria to use, develop or pass on chemical weapons.";
          await globalThis.desk.execute({
            do: "edit_evidence",
            evidence: [...evidence.keys()][2],
            set: { shows },
          });
          await globalThis.desk.execute({ do: "remove_claim", claim: ids[4] }, "Tagged twice.");
        }),
      press("c"),
      (page) => page.getByRole("combobox", { name: "From" }).fill("52"),
      (page) => page.getByRole("option", { name: "Entry 52" }).click(),
      ready,
      (page) => page.getByRole("button", { name: /^Restore: The two/ }).click(),
    ],
  ],
  [
    "go-to",
    "desk=sample&pace=300",
    [press("m"), ready, (page) => page.getByRole("button", { name: "Go to" }).click()],
  ],
  [
    "go-to-date",
    "desk=sample&pace=300",
    [
      press("m"),
      ready,
      (page) => page.getByRole("button", { name: "Go to" }).click(),
      (page) => page.getByRole("menuitem", { name: /^A date/ }).click(),
      (page) => page.keyboard.type("10 Jul 2017"),
    ],
  ],
  [
    "bin",
    "desk=sample",
    [
      (page) =>
        page.evaluate(async () => {
          const { claim, source } = globalThis.desk.ledger.tables;
          const ids = [...claim.keys()];
          await globalThis.desk.execute({ do: "remove_claim", claim: ids[2] }, "The paragraph was cut.");
          await globalThis.desk.execute({ do: "remove_claim", claim: ids[4] }, "Tagged twice.");
          const evidence = [...globalThis.desk.ledger.tables.evidence.keys()][0];
          await globalThis.desk.execute({ do: "remove_evidence", evidence }, "Rests on a retracted report.");
          return source.size;
        }),
      (page) => page.locator("button.case").click(),
      (page) => page.getByRole("menuitem", { name: /^Bin/ }).click(),
    ],
  ],
  [
    "sources",
    "desk=sample",
    [
      claim(3),
      (page) => page.locator("button.case").click(),
      (page) => page.getByRole("menuitem", { name: /^Sources/ }).click(),
    ],
  ],
  [
    "tag",
    "desk=sample",
    [
      (page) => page.getByRole("document", { name: "Document text" }).focus(),
      press("Control+Home", "]", "]", "]", "}", "t"),
    ],
  ],
  ["overview", "desk=sample", [(page) => page.getByRole("button", { name: /^All claims/ }).click()]],
  ["palette", "desk=sample", [press("Control+k")]],
  ["palette-found", "desk=sample", [press("Control+k"), (page) => page.keyboard.type("report")]],
  ["keys", "desk=sample", [press("F1")]],
  [
    "report",
    "desk=sample",
    [
      press("Control+e"),
      (page) => page.getByRole("combobox", { name: /Format/ }).click(),
      (page) => page.getByRole("option", { name: /Web page/ }).click(),
    ],
  ],
  ["import", "desk=sample", [press("Control+o")]],
  [
    "outcome",
    "desk=sample",
    [
      (page) =>
        page.evaluate(() => {
          globalThis.desk.importFiles = () =>
            Promise.resolve([
              {
                name: "draft.docx",
                document: null,
                case: null,
                title: "Paris talks",
                warnings: ["Two comments were left out."],
                fault: null,
              },
              {
                name: "scan.pdf",
                document: null,
                case: null,
                title: "",
                warnings: [],
                fault: {
                  kind: "unreadable",
                  message: "The file holds only pictures of text.",
                  hint: "Have its text recognised first.",
                },
              },
            ]);
        }),
      press("Control+o"),
      (page) => page.getByRole("button", { name: "Bring in" }).click(),
    ],
  ],
  ["drop", "desk=sample", [(page) => page.evaluate(() => globalThis.desk.drop({ stage: "over", files: 3 }))]],
  [
    "paste",
    "desk=sample",
    [
      (page) => page.getByRole("button", { name: "Add a document" }).click(),
      (page) => page.getByRole("menuitem", { name: /Paste/ }).click(),
    ],
  ],
  ["case-menu", "desk=sample", [(page) => page.locator("button.case").click()]],
  [
    "filter-none",
    "desk=sample",
    [press("/"), (page) => page.keyboard.type("zzz"), (page) => page.waitForTimeout(300)],
  ],
  ["readonly", "desk=sample&readonly", [claim(2)]],
  [
    "zoomed",
    "desk=sample",
    [(page) => page.evaluate(() => document.documentElement.style.setProperty("--zoom", "1.4")), claim(7)],
  ],
  ["review", "desk=drafts", [press("d"), ready]],
  ["review-all", "desk=drafts", [press("d"), ready, press("j", "j")]],
  ["review-moved", "desk=drafts", [press("d"), ready, press("1"), ready, press("1"), ready]],
  ["review-new", "desk=drafts", [press("d"), ready, press("End"), ready]],
  [
    "review-select",
    "desk=drafts",
    [press("d"), ready, press("s"), ready, press("Control+Shift+ArrowRight"), ready],
  ],
  ["review-rtl", "desk=drafts&dir=rtl", [press("d"), ready]],
  ["texts", "desk=drafts", [press("b"), ready, press("j"), ready]],
  ["texts-all", "desk=drafts", [press("b"), ready, press("o", "i", "j", "j"), ready]],
  ["coverage", "desk=drafts", [press("u"), ready, press("n"), ready]],
  ["coverage-leave", "desk=drafts", [press("n"), ready, press("x"), ready]],
  ["draft-old", "desk=drafts", [press("Alt+PageUp"), ready]],
  ["draft-menu", "desk=drafts", [(page) => page.locator("button.choose").click()]],
  [
    "draft-drop",
    "desk=drafts",
    [
      (page) =>
        page.evaluate(() =>
          globalThis.desk.drop({
            stage: "drop",
            files: [{ token: "t", name: "paris-talks-v3.docx", size: 48120 }],
          }),
        ),
      ready,
    ],
  ],
  ["crowd", "desk=crowd&claims=5000", [claim(2)]],
  ["board", "desk=sample", [press("w"), ready, press("j", "j"), ready]],
  ["board-beside", "desk=sample", [press("w"), ready, press("j", "Enter"), ready]],
  ["board-bulk", "desk=sample", [press("w"), ready, press("Home", "Space", "Shift+ArrowDown", "a"), ready]],
  ["board-crowd", "desk=crowd&claims=100000", [press("w"), ready, press("End"), ready]],
  ["board-rtl", "desk=sample&dir=rtl", [press("w"), ready]],
  ["meeting", "desk=sample", [press("Shift+W"), ready]],
  ["meeting-verdict", "desk=sample", [press("Shift+W"), ready, press("v"), ready]],
  ["meeting-over", "desk=sample", [press("Shift+W"), ready, press("Escape"), ready]],
  ["seats", "desk=sample", [press("Shift+E"), ready]],
];

const server = await createServer({
  root: fileURLToPath(new URL("./desk/", import.meta.url)),
  configFile: `${root}vite.config.ts`,
  logLevel: "error",
  server: { port: 1499, strictPort: false, fs: { allow: [root] } },
});
await server.listen();
const origin = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
mkdirSync(out, { recursive: true });

for (const [name, query, steps] of SCREENS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ]) {
    for (const theme of ["light", "dark"]) {
      // All four of the main screens; of the others one is enough to see that they hold.
      const main = ["desk", "welcome-begin", "history", "past", "compare", "time", "review"].includes(name);
      const extra = width === 1920 || theme === "dark";
      if (!main && extra && !(width === 1920 && theme === "dark" && process.env.ALL)) continue;
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
      page.on("pageerror", (error) => console.error(name, String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") console.error(name, message.text());
      });
      await page.clock.install({ time: new Date("2017-07-06T11:30:00Z") });
      await page.goto(`${origin}?${query}&theme=${theme}`);
      await page.waitForSelector("main h1, [role=option], main .empty", { timeout: 20_000 });
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(200);
      try {
        for (const step of steps) await step(page);
      } catch (error) {
        console.error(name, String(error).split("\n")[0]);
      }
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${out}${name}-${width}-${theme}.png` });
      await page.close();
    }
  }
}
await browser.close();
await server.close();
process.exit(0);
