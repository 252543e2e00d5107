/** A list of any length asks only for what is near the view, and never mixes answers. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { moment } from "../../state/moment.svelte";
import { ClaimPages, PAGE } from "./pages.svelte";

const asked: { offset: number; text: string }[] = [];
let answerDelay = 0;
vi.mock("../../state/live.svelte", () => ({
  ask: async (_: string, input: { offset: number; limit: number; text: string }) => {
    asked.push({ offset: input.offset, text: input.text });
    const delay = answerDelay;
    await new Promise((done) => setTimeout(done, delay));
    const total = input.text === "few" ? 3 : 100_000;
    const count = Math.max(0, Math.min(input.limit, total - input.offset));
    const rows = Array.from({ length: count }, (_row, at) => ({ id: `${input.text}${input.offset + at}` }));
    return { total, tally: { all: total }, rows };
  },
}));

let stop: () => void = () => undefined;
beforeEach(() => {
  asked.length = 0;
  answerDelay = 0;
  moment.reset();
});
afterEach(() => stop());

function make(text: () => string): ClaimPages {
  let made: ClaimPages | undefined;
  stop = $effect.root(() => {
    made = new ClaimPages(() => ({ case: "c", show: "all", text: text() }));
  });
  flushSync();
  if (made === undefined) throw new Error("nothing was made");
  return made;
}
const settled = (pages: ClaimPages): Promise<void> => vi.waitFor(() => expect(pages.ready).toBe(true));

test("of 100,000 claims only the wanted pages are asked for, once each", async () => {
  const pages = make(() => "");
  await settled(pages);
  expect(pages.total).toBe(100_000);
  for (let index = 70_000; index < 70_050; index++) pages.want(index);
  await vi.waitFor(() => expect(pages.row(70_001)?.id).toBe("70001"));
  expect(asked.map((one) => one.offset)).toEqual([0, 70_000]);
  expect(PAGE).toBe(200);
  expect(pages.row(50_000)).toBeUndefined();
  expect(pages.indexOf("70001")).toBe(70_001);
});

test("another filter keeps the old rows until the new ones are here", async () => {
  let text = $state("");
  const pages = make(() => text);
  await settled(pages);
  text = "few";
  flushSync();
  expect(pages.total).toBe(100_000);
  await vi.waitFor(() => expect(pages.total).toBe(3));
  expect(pages.row(0)?.id).toBe("few0");
  expect(pages.row(200)).toBeUndefined();
});

test("a late answer to the filter before is dropped", async () => {
  let text = $state("few");
  answerDelay = 40;
  const pages = make(() => text);
  answerDelay = 0;
  text = "many";
  flushSync();
  await settled(pages);
  await new Promise((done) => setTimeout(done, 60));
  expect(pages.row(0)?.id).toBe("many0");
});

test("when the desk moves, the rows stay and what is wanted comes anew", async () => {
  const pages = make(() => "");
  await settled(pages);
  moment.moved(7);
  flushSync();
  expect(pages.row(3)?.id).toBe("3");
  await vi.waitFor(() => expect(asked).toHaveLength(2));
});

test("a claim is found beyond the first page", async () => {
  const pages = make(() => "");
  await settled(pages);
  expect(await pages.find("1234")).toBe(1234);
  expect((await pages.fetch(99_999))?.id).toBe("99999");
});
