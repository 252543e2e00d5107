/** Answers stay true: late ones are dropped, old ones stay until the new ones are here, the past is asked as the past. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useBridge, type Answer, type Input, type QueryName } from "../api/bridge";
import { pretend, type Pretend } from "../api/pretend";
import { fault } from "../api/pretend/tables";
import { live, type Live } from "./live.svelte";
import { moment } from "./moment.svelte";

let desk: Pretend;
let stop: () => void = () => undefined;
/** Answers that wait until the test lets them go. */
let waiting: { input: unknown; at: number | null; answer: () => Promise<void>; fail: () => Promise<void> }[];

beforeEach(() => {
  desk = pretend({ desk: "sample" });
  waiting = [];
  const asks = desk.ask;
  desk.ask = <Q extends QueryName>(name: Q, input: Input<Q>, at: number | null): Promise<Answer<Q>> =>
    new Promise((resolve, reject) => {
      const settle = async (how: () => void): Promise<void> => {
        how();
        await vi.waitFor(() => Promise.resolve());
        await new Promise((done) => setTimeout(done, 5));
        flushSync();
      };
      waiting.push({
        input,
        at,
        answer: () => settle(() => void asks(name, input, at).then(resolve, reject)),
        fail: () => settle(() => reject(fault("not_found", "Gone.", "Look elsewhere.") as unknown as Error)),
      });
    });
  useBridge(desk);
  moment.reset();
});
afterEach(() => stop());

function watch<Q extends QueryName>(name: Q, input: () => Input<Q> | null): Live<Q> {
  let made: Live<Q> | undefined;
  stop = $effect.root(() => {
    made = live(name, input);
  });
  flushSync();
  if (made === undefined) throw new Error("nothing was made");
  return made;
}

test("a late answer to an older question is dropped", async () => {
  const ids = [...desk.ledger.tables.claim.keys()];
  let at = $state(0);
  const page = watch("claim_page", () => ({ claim: ids[at] ?? "" }));
  at = 1;
  flushSync();
  expect(waiting).toHaveLength(2);
  await waiting[1]?.answer();
  expect(page.value?.claim.id).toBe(ids[1]);
  await waiting[0]?.answer();
  expect(page.value?.claim.id).toBe(ids[1]);
});

test("the old answer stays while the new one is on its way", async () => {
  const page = watch("desk", () => ({}));
  expect(page.loading).toBe(true);
  await waiting[0]?.answer();
  const old = page.value;
  expect(old).not.toBeNull();
  moment.moved(1000);
  flushSync();
  expect(waiting).toHaveLength(2);
  expect(page.loading).toBe(true);
  expect(page.value).toBe(old);
  await waiting[1]?.answer();
  expect(page.loading).toBe(false);
  expect(page.value).not.toBe(old);
});

test("the past is asked as the past, and not again when the desk moves on", async () => {
  const page = watch("desk", () => ({}));
  moment.goTo(3);
  flushSync();
  expect(waiting.map((one) => one.at)).toEqual([null, 3]);
  await waiting[1]?.answer();
  expect(page.value?.head.seq).toBe(3);
  moment.moved(2000);
  flushSync();
  expect(waiting).toHaveLength(2);
});

test("an input that says the same is not asked again, and none is asked for nothing", async () => {
  let claim: string | null = $state(null);
  let noise = $state(0);
  const page = watch("claim_page", () => {
    void noise;
    return claim === null ? null : { claim };
  });
  expect(waiting).toHaveLength(0);
  claim = [...desk.ledger.tables.claim.keys()][0] ?? null;
  flushSync();
  noise = 1;
  flushSync();
  expect(waiting).toHaveLength(1);
  await waiting[0]?.fail();
  expect(page.value).toBeNull();
  expect(page.fault).toMatchObject({ kind: "not_found", message: "Gone.", hint: "Look elsewhere." });
});

test("nothing comes after the end", async () => {
  const page = watch("desk", () => ({}));
  stop();
  await waiting[0]?.answer();
  expect(page.value).toBeNull();
});
