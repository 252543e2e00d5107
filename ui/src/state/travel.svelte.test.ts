/** The window follows the handle without flooding: one moment is asked about at a time, and the last one wins. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useBridge, type Answer, type Input, type QueryName } from "../api/bridge";
import { pretend } from "../api/pretend";
import { live, liveNow } from "./live.svelte";
import { moment } from "./moment.svelte";
import { travel } from "./travel.svelte";

/** The moments that were asked about, in order, and those that wait for their answer. */
let asked: (number | null)[];
let most: number;
let waiting: { at: number | null; answer: () => void }[];
let stop: () => void;

beforeEach(() => {
  const desk = pretend({ desk: "sample" });
  [asked, most, waiting] = [[], 0, []];
  const asks = desk.ask;
  desk.ask = <Q extends QueryName>(name: Q, input: Input<Q>, at: number | null): Promise<Answer<Q>> => {
    asked.push(at);
    return new Promise((resolve, reject) => {
      waiting.push({ at, answer: () => void asks(name, input, at).then(resolve, reject) });
      most = Math.max(most, new Set(waiting.map((one) => one.at)).size);
    });
  };
  useBridge(desk);
  moment.reset();
  moment.moved(52);
  stop = $effect.root(() => {
    live("desk", () => ({}));
    live("claim_list", () => ({ case: "none", show: "all", text: "", offset: 0 }));
  });
  flushSync();
});
afterEach(() => {
  stop();
  travel.now();
});

/** Lets go of all answers that wait now, and of what they lead to. */
async function answer(): Promise<void> {
  for (const one of waiting.splice(0)) one.answer();
  await new Promise((done) => setTimeout(done, 20));
  flushSync();
}
async function rest(): Promise<void> {
  // The next question comes a moment after the answer before it.
  for (let quiet = 0; quiet < 3; quiet = waiting.length === 0 ? quiet + 1 : 0) await answer();
}

test("a handle that is dragged over forty entries asks about two of them: the first and the last", async () => {
  await rest();
  asked = [];
  most = 0;
  for (let seq = 50; seq >= 10; seq--) {
    travel.to(seq);
    expect(travel.handle).toBe(seq);
  }
  await rest();
  expect([...new Set(asked)]).toEqual([50, 10]);
  expect(most).toBe(1);
  expect(moment.at).toBe(10);
  expect(travel.handle).toBe(10);
});

test("the end of the strip is now, and nothing lies beyond the ends", async () => {
  await rest();
  travel.to(-5);
  await rest();
  expect(moment.at).toBe(1);
  travel.to(1_000);
  await rest();
  expect(moment.at).toBeNull();
  expect(travel.handle).toBe(52);
});

test("who goes back to now in between stays there", async () => {
  await rest();
  travel.to(20);
  await vi.waitFor(() => expect(moment.at).toBe(20));
  travel.to(15);
  travel.now();
  await rest();
  expect(moment.at).toBeNull();
  expect(travel.handle).toBe(52);
});

test("what speaks of the whole ledger is not asked again when the moment moves", async () => {
  stop();
  await rest();
  stop = $effect.root(() => {
    liveNow("timeline", () => ({}));
  });
  flushSync();
  await rest();
  asked = [];
  travel.to(20);
  await rest();
  expect(asked).toEqual([]);
  moment.moved(53);
  flushSync();
  expect(asked).toEqual([null]);
  await rest();
});
