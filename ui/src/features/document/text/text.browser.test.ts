// @vitest-environment node
// The text view in a real browser: real mouse, real keys, real layout, and a text as long as a book.
import { afterAll, expect, it } from "vitest";
import { click, describe, drag, focusText, lastSelection } from "./demo/drive";
import { open, page, placeOf, press, told, useBrowser } from "./demo/drive";

useBrowser();

describe("reading", () => {
  it("shows the canonical text, letter for letter", async () => {
    await open("text=scripts", 2000);
    const wrong = await page.evaluate(() => {
      const letters = [...globalThis.record.text];
      return [...document.querySelectorAll<HTMLElement>("[data-start]")].filter((run) => {
        const start = Number(run.dataset["start"]);
        const shown = run.textContent ?? "";
        return letters.slice(start, start + [...shown].length).join("") !== shown;
      }).length;
    });
    expect(wrong).toBe(0);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("[dir=rtl]").count()).toBe(3);
  });

  it("keeps every claim described for screen readers", async () => {
    await open("text=crowded");
    const named = await page.evaluate(() =>
      [...document.querySelectorAll("mark")].map(
        (mark) => document.getElementById(mark.getAttribute("aria-describedby") ?? "")?.textContent,
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.every((name) => /^Claim \d+, /.test(name ?? ""))).toBe(true);
  });
});

describe("the mouse", () => {
  it("selects by dragging, in code points", async () => {
    await open("text=desk");
    await drag(await placeOf("the war has", "start"), await placeOf("their homes", "end"));
    const range = (await told("selections")).at(-1);
    expect(range?.exact).toBe("the war has driven about half of the country's people from their homes");
    expect(range?.suffix).toBe(".");
    expect(await page.locator(".covered").count()).toBe(2);
  });

  it("selects over blocks, backwards, across emoji", async () => {
    await open("text=scripts", 900);
    await drag(await placeOf("skin tones", "end"), await placeOf("families", "start"));
    expect(await lastSelection()).toBe("families, 🇫🇷🇷🇺 flags, 👍🏽 skin tones");
  });

  it("takes words, sentences and paragraphs by two, three and four clicks", async () => {
    await open("text=desk");
    await click("besieged", 2);
    expect(await lastSelection()).toBe("besieged");
    await click("besieged", 3);
    expect(await lastSelection()).toMatch(/^Meanwhile hundreds .* homes\.$/);
    await click("besieged", 4);
    expect(await lastSelection()).toMatch(/^The minister took .* homes\.$/);
    await page.keyboard.down("Control");
    await click("stayed");
    await page.keyboard.up("Control");
    expect(await lastSelection()).toMatch(/^The French .* background\.$/);
  });

  it("extends to where Shift is held and clicked", async () => {
    await open("text=desk");
    const from = await placeOf("The harder", "start");
    const to = await placeOf("stayed", "end");
    await page.mouse.click(from.x, from.y);
    await page.keyboard.down("Shift");
    await page.mouse.click(to.x, to.y);
    await page.keyboard.up("Shift");
    expect(await lastSelection()).toBe("The harder subject, chemical weapons, stayed");
  });

  it("scrolls while a drag pulls at the edge, and selects what has left the DOM", async () => {
    await open("text=long");
    const from = await placeOf("emoji", "start");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, 690, { steps: 4 });
    await page.mouse.move(from.x, 698);
    await page.waitForFunction(() => (document.querySelector(".scroll")?.scrollTop ?? 0) > 1200, undefined, {
      timeout: 20_000,
    });
    await page.mouse.up();
    const range = (await told("selections")).at(-1);
    expect(range?.start).toBe((await told("text")).indexOf("emoji"));
    expect((range?.end ?? 0) - (range?.start ?? 0)).toBeGreaterThan(1500);
    expect(range?.exact).toBe([...(await told("text"))].slice(range?.start, range?.end).join(""));
  });
});

describe("claims", () => {
  it("are chosen by a click on their words or their number", async () => {
    await open("text=desk");
    await click("government forces");
    await page.locator(".number[data-passage=p6]").click();
    expect(await told("chosen")).toEqual(["c5", "c6"]);
    expect(await page.locator("mark.chosen").count()).toBe(1);
    await click("stayed in");
    expect(await told("chosen")).toHaveLength(2);
  });

  it("that overlap are offered in a list, the innermost first", async () => {
    await open("text=crowded");
    await click("Khan Shaykhun");
    const items = page.locator("[role=menuitem]");
    await items.first().waitFor();
    expect(await items.allInnerTexts()).toEqual([
      expect.stringContaining("Claim 3, Supported"),
      expect.stringContaining("Claim 2, Disputed"),
      expect.stringContaining("Claim 1, Not checked"),
    ]);
    await items.nth(1).click();
    expect(await told("chosen")).toEqual(["c2"]);
    await items.first().waitFor({ state: "detached" });
  });

  it("are gone through with Tab and chosen with Enter, also out of the list", async () => {
    await open("text=crowded");
    await focusText();
    await press("Tab", "Enter");
    expect(await told("chosen")).toEqual(["c1"]);
    await press(".", ".", "Enter");
    await page.locator("[role=menuitem]").first().waitFor();
    await press("ArrowDown", "Enter");
    await page.locator("[role=menuitem]").first().waitFor({ state: "detached" });
    const chosen = await told("chosen");
    expect(chosen).toHaveLength(2);
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "document");
    await press("Escape", "Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).not.toBe("document");
  });

  it("light up whole when pointed at", async () => {
    await open("text=crowded");
    const { x, y } = await placeOf("sarin-like");
    await page.mouse.move(x, y);
    const lit = await page
      .locator("mark.hovered")
      .evaluateAll((all) => all.map((mark) => (mark as HTMLElement).dataset["passage"]));
    expect(new Set(lit).size).toBe(1);
    expect(lit.length).toBeGreaterThan(1);
  });

  it("open links only when asked, and ask which is meant", async () => {
    await open("text=desk");
    await page.keyboard.down("Control");
    await click("Security Council");
    await page.keyboard.up("Control");
    expect(await told("links")).toEqual(["https://undocs.org/S/RES/2118(2013)"]);
    await click("Security Council");
    await page.getByRole("menuitem", { name: /Open link/ }).click();
    expect(await told("links")).toHaveLength(2);
    expect(page.url()).toContain("text=desk");
  });
});

describe("the keyboard", () => {
  it("extends by letter, word, line, sentence and paragraph", async () => {
    await open("text=desk");
    const { x, y } = await placeOf("The harder", "start");
    await page.mouse.click(x, y);
    await press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
    expect(await lastSelection()).toBe("The");
    await press("Control+Shift+ArrowRight");
    expect(await lastSelection()).toBe("The harder");
    await press("Alt+Shift+ArrowDown");
    expect(await lastSelection()).toBe("The harder subject, chemical weapons, stayed in the background.");
    await press("Shift+Home");
    expect(await lastSelection()).toMatch(/^The harder[^.]*$/);
    await press("Control+Shift+ArrowDown");
    expect(await lastSelection()).toMatch(/^The harder .*background\.$/);
    await press("ArrowLeft");
    expect(await lastSelection()).toBeUndefined();
    await press("Shift+ArrowDown");
    expect(((await lastSelection()) ?? "").length).toBeGreaterThan(30);
    await press("Control+a");
    expect(await lastSelection()).toBe(await told("text"));
  });

  it("goes up the same lines that it went down, and keeps its column", async () => {
    await open("text=scripts", 2000);
    const { x, y } = await placeOf("встретились");
    await page.mouse.click(x, y);
    const caret = async (): Promise<number> => (await told("position"))?.start ?? -1;
    await page.waitForTimeout(300);
    const before = await caret();
    const downs = 14;
    const tops: number[] = [];
    for (let at = 0; at < downs; at++) {
      await press("ArrowDown");
      tops.push((await page.locator(".caret").boundingBox())?.y ?? 0);
    }
    for (const [at, top] of tops.slice(1).entries()) expect(top).toBeGreaterThan((tops[at] ?? 0) + 8);
    for (let at = 0; at < downs; at++) await press("ArrowUp");
    await page.waitForTimeout(300);
    expect(await caret()).toBe(before);
  });

  it("goes left and right as seen in right-to-left text", async () => {
    await open("text=scripts", 900);
    const { x, y } = await placeOf("التقى", "end");
    await page.mouse.click(x - 1, y);
    await press("Home", "Control+Shift+ArrowLeft");
    expect(await lastSelection()).toBe("التقى");
    await press("Shift+ArrowRight");
    expect(await lastSelection()).toBe("التق");
  });

  it("tags the selection with T, and the sentence at the caret without one", async () => {
    await open("text=desk");
    await drag(await placeOf("the war has", "start"), await placeOf("their homes", "end"));
    await press("t");
    await click("subject, chemical");
    await press("t", "x");
    const actions = await told("actions");
    expect(actions.map(({ action, range }) => [action, range.exact])).toEqual([
      ["tag", "the war has driven about half of the country's people from their homes"],
      ["tag", "The harder subject, chemical weapons, stayed in the background."],
      ["leave_out", "The harder subject, chemical weapons, stayed in the background."],
    ]);
    expect(await page.locator("mark[data-passage=p8]").count()).toBeGreaterThan(0);
  });

  it("reaches the bar with Tab and comes back with Escape", async () => {
    await open("text=desk");
    await drag(await placeOf("The harder", "start"), await placeOf("stayed", "end"));
    await press("Tab", "ArrowRight", "ArrowRight", "Enter");
    expect((await told("actions")).map(({ action }) => action)).toEqual(["quote"]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("document");
    await press("Tab", "Escape");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("document");
  });

  it("copies the canonical text", async () => {
    await open("text=scripts", 900);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await drag(await placeOf("families", "start"), await placeOf("skin tones", "end"));
    await press("Control+c");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      "families, 🇫🇷🇷🇺 flags, 👍🏽 skin tones",
    );
  });

  it("changes nothing in the past", async () => {
    await open("text=desk&past");
    await drag(await placeOf("The harder", "start"), await placeOf("stayed", "end"));
    await press("t");
    expect(await told("actions")).toEqual([]);
    expect(await page.locator("[role=toolbar]").count()).toBe(0);
    expect(await lastSelection()).toBe("The harder subject, chemical weapons, stayed");
  });
});

describe("the bar", () => {
  it("never covers the selected words, wherever they stand", async () => {
    await open("text=long", 500);
    for (const [start, end] of [
      [40, 60],
      [300, 900],
      [500, 6000],
      [0, 400],
    ] as const) {
      await page.evaluate((span) => globalThis.record.select(span), { start, end });
      await page.evaluate((at) => globalThis.record.reveal({ start: at, end: at }), start);
      await page.waitForTimeout(120);
      const bar = await page.locator("[role=toolbar]").boundingBox();
      if (!bar) throw new Error("There is no bar.");
      expect(bar.y >= 0 && bar.y + bar.height <= 500).toBe(true);
      const covered = await page.evaluate(
        ([top, bottom]) => {
          const foot = document.querySelector(".scroll")?.getBoundingClientRect().bottom ?? 0;
          return [...document.querySelectorAll(".covered")].filter((box) => {
            const { top: high, bottom: low } = box.getBoundingClientRect();
            return Math.min(low, foot) > top + 1 && high < Math.min(bottom, foot) - 1;
          }).length;
        },
        [bar.y, bar.y + bar.height] as const,
      );
      expect(covered, `${start}-${end}`).toBe(0);
    }
  });
});

describe("200,000 words with 5,000 claims", () => {
  const nodes = (): Promise<number> => page.evaluate(() => document.querySelectorAll("*").length);
  const figures: Record<string, string> = {};
  afterAll(() => {
    process.stdout.write(`text view, 200,000 words, 5,000 claims: ${JSON.stringify(figures)}\n`);
  });

  it("stay out of the DOM but for what is near the view", async () => {
    const began = performance.now();
    await open("text=long");
    figures["opened"] = `${Math.round(performance.now() - began)} ms`;
    expect(await nodes()).toBeLessThan(700);
    const counts: number[] = [];
    for (const share of [0.1, 0.5, 0.9, 1, 0.3]) {
      await page.evaluate((part) => {
        const box = document.querySelector(".scroll");
        if (box) box.scrollTop = part * box.scrollHeight;
      }, share);
      await page.waitForTimeout(120);
      counts.push(await nodes());
    }
    figures["elements"] = counts.join(", ");
    expect(Math.max(...counts)).toBeLessThan(900);
  });

  it("scroll frame by frame", async () => {
    await open("text=long");
    const frames = await page.evaluate(async () => {
      const box = document.querySelector(".scroll");
      const times: number[] = [];
      let last = performance.now();
      for (let at = 0; at < 240; at++) {
        box?.scrollBy(0, 160);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times.sort((a, b) => a - b);
    });
    const at = (share: number): string =>
      `${(frames[Math.floor(share * (frames.length - 1))] ?? 0).toFixed(1)} ms`;
    figures["frame"] = `median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}`;
    expect(frames).toHaveLength(240);
  });

  it("select and tag without delay, deep in the text", async () => {
    await open("text=long");
    await page.evaluate(() => globalThis.record.reveal("p4000"));
    await page.waitForTimeout(150);
    await focusText();
    const box = await page.locator("mark[data-passage=p4000]").first().boundingBox();
    expect((box?.y ?? -1) > 0 && (box?.y ?? 999) < 650).toBe(true);
    await page.mouse.click((box?.x ?? 0) + 3, (box?.y ?? 0) + 8);
    const keyed = await page.evaluate(async () => {
      const text = document.querySelector("[role=document]");
      const times: number[] = [];
      for (let at = 0; at < 60; at++) {
        const began = performance.now();
        const key = at % 10 === 9 ? "ArrowDown" : "ArrowRight";
        text?.dispatchEvent(
          new KeyboardEvent("keydown", { key, shiftKey: true, bubbles: true, cancelable: true }),
        );
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - began);
      }
      return times.sort((a, b) => a - b);
    });
    figures["key to frame"] =
      `median ${(keyed[30] ?? 0).toFixed(1)} ms, worst ${(keyed.at(-1) ?? 0).toFixed(1)} ms`;
    const told1 = performance.now();
    await press("t");
    expect((await told("actions")).at(-1)?.range.exact.length).toBeGreaterThan(100);
    await page.locator("mark[data-passage=p5001]").first().waitFor();
    figures["T to mark"] = `${Math.round(performance.now() - told1)} ms`;
    await press("Control+a");
    expect((await lastSelection())?.length).toBe((await told("text")).length);
    expect(await nodes()).toBeLessThan(1000);
  });

  it("come back to where the reader was", async () => {
    await open("text=long");
    await page.evaluate(() => globalThis.record.reveal("p2500"));
    await page.waitForTimeout(400);
    const position = await told("position");
    const seen = await page.evaluate(
      () => document.querySelector("mark[data-passage=p2500]")?.getBoundingClientRect().top,
    );
    await page.close();
    await open(`text=long&restore=${encodeURIComponent(JSON.stringify(position))}`);
    await page.waitForTimeout(200);
    const again = await page.evaluate(
      () => document.querySelector("mark[data-passage=p2500]")?.getBoundingClientRect().top,
    );
    expect(Math.abs((again ?? 0) - (seen ?? 999))).toBeLessThan(3);
  });

  it("hold still while guessed heights become measured ones", async () => {
    await open("text=long");
    await page.evaluate(() => globalThis.record.reveal("p3000"));
    await page.waitForTimeout(200);
    // Scrolling up meets blocks that were never measured: each step must move by just its length.
    const jumps = await page.evaluate(async () => {
      const box = document.querySelector(".scroll");
      const found: number[] = [];
      for (let at = 0; at < 80; at++) {
        const piece = [...document.querySelectorAll("[data-piece]")].find(
          (each) => each.getBoundingClientRect().bottom > 300,
        );
        const before = piece?.getBoundingClientRect().top ?? 0;
        box?.scrollBy(0, -90);
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        found.push(Math.abs((piece?.getBoundingClientRect().top ?? 0) - before - 90));
      }
      return found;
    });
    expect(Math.max(...jumps)).toBeLessThan(2);
  });

  it("stand in one paragraph without a break, and still stay out of the DOM", async () => {
    await open("text=wall");
    expect(await nodes()).toBeLessThan(400);
    await focusText();
    await press("Control+End", "Control+Shift+Home");
    expect((await lastSelection())?.length).toBe((await told("text")).length);
    expect(await page.evaluate(() => document.querySelector(".sheet")?.textContent?.length)).toBeLessThan(
      40_000,
    );
  });
});
