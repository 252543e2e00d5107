// @vitest-environment node
/** Which way words run: foreign text in its own direction, and everything around it in the window's. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, type AST } from "svelte/compiler";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DeskWindow, hasBrowser } from "./desk/window";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const components = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".svelte"),
);

type Node = AST.Fragment["nodes"][number];

/** The elements of a fragment that take their direction from their words, with what is in them. */
function automatic(nodes: readonly Node[]): AST.RegularElement[] {
  return nodes.flatMap((node) => {
    const within = "fragment" in node ? automatic(node.fragment.nodes) : [];
    const blocks = ["body", "consequent", "alternate", "fallback", "pending", "then", "catch"].flatMap(
      (name) => {
        const part = (node as unknown as Record<string, AST.Fragment | null | undefined>)[name];
        return part?.type === "Fragment" ? automatic(part.nodes) : [];
      },
    );
    const isAuto =
      node.type === "RegularElement" &&
      node.attributes.some(
        (one) =>
          one.type === "Attribute" &&
          one.name === "dir" &&
          Array.isArray(one.value) &&
          one.value[0]?.type === "Text" &&
          one.value[0].data === "auto",
      );
    return [...(isAuto ? [node] : []), ...within, ...blocks];
  });
}

/** Whether a node in such an element is of the window, or would not be looked into. */
function isForeignTo(node: Node): boolean {
  if (node.type === "Text") return /\p{L}/u.test(node.data);
  if (node.type === "RegularElement") return node.name === "bdi" || node.fragment.nodes.some(isForeignTo);
  return node.type !== "ExpressionTag" && node.type !== "Comment";
}

test('what says dir="auto" holds foreign text alone: a label would decide, and a bdi would not', () => {
  const wrong = components.flatMap((path) => {
    const text = readFileSync(src + path, "utf8");
    if (!text.includes('dir="auto"')) return [];
    const { fragment } = parse(text, { modern: true });
    return automatic(fragment.nodes)
      .filter((one) => one.fragment.nodes.some(isForeignTo))
      .map(({ name }) => `${path}: <${name}>`);
  });
  expect(wrong).toEqual([]);
});

describe.skipIf(!hasBrowser)("directions in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  const ARABIC = "خان شيخون";
  const ENGLISH = "The two ministers met";

  /** Gives the first two claims an Arabic and an English heading, and the first a comment that calls on somebody. */
  async function open(dir: string): Promise<void> {
    await shown.open(`desk=sample&dir=${dir}`);
    await shown.page.evaluate(
      async ([arabic, english]) => {
        const [first, second] = [...globalThis.desk.ledger.tables.claim.values()];
        const editor = [...globalThis.desk.ledger.tables.editor.values()][0];
        if (first === undefined || second === undefined || editor === undefined) return;
        const { desk } = globalThis;
        for (const [claim, short] of [
          [first.id, arabic],
          [second.id, english],
        ] as const) {
          await desk.execute({ do: "edit_claim", claim, set: { short: short ?? "" } }, null);
        }
        const text = `@${editor.initials} ${arabic ?? ""}`;
        await desk.execute({ do: "add_comment", claim: first.id, text, kind: "remark" }, null);
      },
      [ARABIC, ENGLISH],
    );
  }

  /** At which edge of a box its words begin. */
  const edge = (of: Locator): Promise<"left" | "right"> =>
    of.evaluate((box) => {
      const range = document.createRange();
      range.selectNodeContents(box);
      const words = [...range.getClientRects()].filter(
        (one) => one.width > 0 && one.width < box.clientWidth - 4,
      );
      const { left, right } = box.getBoundingClientRect();
      const from = Math.min(...words.map((one) => one.left)) - left;
      const to = right - Math.max(...words.map((one) => one.right));
      return from < to ? "left" : "right";
    });

  test.each(["ltr", "rtl"])("each text is set flush where it begins, in a window that is %s", async (dir) => {
    await open(dir);
    const claims = shown.page.getByRole("listbox", { name: "Claims" });
    await claims.getByText(ARABIC).waitFor();
    const line = (text: string): Locator => claims.locator("p.heading").filter({ hasText: text });
    expect(await edge(line(ARABIC))).toBe("right");
    expect(await edge(line(ENGLISH))).toBe("left");
    await claims.getByText(ARABIC).click();
    const comment = shown.page.locator("[data-comment] p.text");
    await comment.scrollIntoViewIfNeeded();
    expect(await edge(comment)).toBe("right");
    const around = await comment.evaluate((one) => getComputedStyle(one).direction);
    expect(around).toBe(dir);
    await shown.press("w");
    const board = shown.page.locator(".board .heading");
    await board.first().waitFor();
    expect(await edge(board.filter({ hasText: ARABIC }))).toBe("right");
    expect(await edge(board.filter({ hasText: ENGLISH }))).toBe("left");
  });
});
