/** Acts, drafts, the place, imports: what the window keeps and says, on a pretended desk. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fault } from "../api/generated/Fault";
import { useBridge } from "../api/bridge";
import { pretend, type Pretend } from "../api/pretend";
import { fault } from "../api/pretend/tables";
import { act, redo, restore, revert, trouble, undo } from "./act.svelte";
import { inTheWay } from "./back";
import { goToClaim } from "./go";
import { imports } from "./imports.svelte";
import { moment } from "./moment.svelte";
import { place } from "./place.svelte";
import { seeking } from "./seeking.svelte";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";
import { unsaved } from "./unsaved.svelte";
import { wishes } from "./wishes.svelte";

let desk: Pretend;
let stop: () => void;

beforeEach(async () => {
  vi.useRealTimers();
  desk = pretend({ desk: "sample" });
  useBridge(desk);
  moment.reset();
  for (const toast of toasts.list) toasts.dismiss(toast.id);
  trouble.fault = null;
  stop = $effect.root(() => {
    session.watch();
    place.watch();
  });
  await session.load();
  await place.load("/desk");
  await vi.waitFor(() => expect(session.desk).not.toBeNull());
});
afterEach(() => stop());

const claims = (): string[] => [...desk.ledger.tables.claim.keys()];
const statement = (id: string): string => desk.ledger.tables.claim.get(id)?.statement ?? "";

test("an act is on the disk before it is said to be done, and offers Undo", async () => {
  const [claim = ""] = claims();
  const before = statement(claim);
  const receipt = await act({ do: "edit_claim", claim, set: { statement: "They met." } });
  expect(receipt?.seq).toBe(desk.ledger.entries.length);
  expect(moment.head).toBe(receipt?.seq);
  expect(toasts.list.map((toast) => [toast.text, toast.action?.label])).toEqual([["Edited a claim", "Undo"]]);

  toasts.act(toasts.list[0]?.id ?? 0);
  await vi.waitFor(() => expect(statement(claim)).toBe(before));
  await redo();
  expect(statement(claim)).toBe("They met.");
  await undo();
  expect(statement(claim)).toBe(before);
});

test("steps back and forth are told of in one place, the newest instead of the one before", async () => {
  const [claim = ""] = claims();
  await act({ do: "edit_claim", claim, set: { place: "Paris" } });
  await act({ do: "edit_claim", claim, set: { place: "Moscow" } });
  await undo();
  await undo();
  expect(toasts.list.map((toast) => [toast.text, toast.action?.label])).toEqual([
    [expect.stringMatching(/^Undid/), undefined],
  ]);
  await redo();
  expect(toasts.list.map((toast) => toast.action?.label)).toEqual(["Undo"]);
});

test("what was built upon is refused, and the entry in the way is named and led to", async () => {
  const [claim = ""] = claims();
  const first = await act({ do: "edit_claim", claim, set: { place: "Paris" } });
  const second = await act({ do: "edit_claim", claim, set: { place: "Moscow" } });
  const refused: Fault[] = [];
  expect(await revert(first?.entry ?? "", "Wrong.", (one) => refused.push(one))).toBeNull();
  expect(refused.map(inTheWay)).toEqual([second?.seq]);
  seeking.showEntry(second?.seq ?? 0);
  expect([place.panel, seeking.where, seeking.upTo]).toEqual(["history", "desk", second?.seq]);
});

test("a field is restored alone; what stands already as it was is refused", async () => {
  const [claim = ""] = claims();
  const before = await act({ do: "edit_claim", claim, set: { place: "Paris", statement: "They met." } });
  await act({ do: "edit_claim", claim, set: { place: "Moscow", statement: "They talked." } });
  await restore(before?.entry ?? "", { kind: "claim", id: claim, field: "place" }, "It was Paris.");
  expect([desk.ledger.tables.claim.get(claim)?.place, statement(claim)]).toEqual(["Paris", "They talked."]);
  expect(
    await restore(before?.entry ?? "", { kind: "claim", id: claim, field: "place" }, "Once more."),
  ).toBeNull();
});

test("only the newest toast offers Undo: it takes back the last step, whatever it is", async () => {
  const [claim = ""] = claims();
  await act({ do: "edit_claim", claim, set: { place: "Paris" } });
  await act({ do: "edit_claim", claim, set: { place: "Moscow" } });
  expect(toasts.list.filter((toast) => toast.action !== undefined)).toHaveLength(1);
});

test("a refusal is told with what to do; a grave fault is a dialog", async () => {
  const [claim = ""] = claims();
  expect(await act({ do: "remove_claim", claim })).toBeNull();
  expect(toasts.list.at(-1)).toMatchObject({ text: "A reason is needed. Say why.", tone: "reb" });
  desk.failNext(fault("full", "The disk is full.", "Make room, then try again."));
  await act({ do: "edit_claim", claim, set: { place: "Paris" } });
  expect(trouble.fault).toMatchObject({ kind: "full" });
});

test("in the past nothing is done", async () => {
  const entries = desk.ledger.entries.length;
  moment.goTo(4);
  flushSync();
  expect(session.canWrite).toBe(false);
  expect(await undo()).toBeNull();
  expect(desk.ledger.entries).toHaveLength(entries);
  expect(toasts.list.at(-1)?.text).toMatch(/past/);
});

test("an entry can be taken back out of order, unless something was built upon it", async () => {
  const [claim = ""] = claims();
  const first = await act({ do: "edit_claim", claim, set: { statement: "One." } });
  await act({ do: "edit_claim", claim, set: { statement: "Two." } });
  expect(await revert(first?.entry ?? "", "a mistake")).toBeNull();
  expect(toasts.list.at(-1)?.tone).toBe("reb");
  expect(statement(claim)).toBe("Two.");
});

test("what is typed is kept after a moment, comes back, and goes with the commit", async () => {
  vi.useFakeTimers();
  const key = "claim/1/statement";
  let field = unsaved.field(key, "old", () => Promise.resolve(true));
  field.oninput("ne");
  field.oninput("new");
  expect(desk.drafts.has(key)).toBe(false);
  await vi.advanceTimersByTimeAsync(300);
  expect(desk.drafts.get(key)).toBe("new");

  await Promise.all([unsaved.load(), vi.advanceTimersByTimeAsync(5)]);
  field = unsaved.field(key, "old", () => Promise.resolve(true));
  expect(field.unsaved).toBe("new");
  field.onchange("new");
  await vi.advanceTimersByTimeAsync(5);
  expect(desk.drafts.has(key)).toBe(false);
  expect(unsaved.has("claim/1/")).toBe(false);
});

test("a draft stays when the commit failed, and a closing window hands it over at once", async () => {
  vi.useFakeTimers();
  const field = unsaved.field("k", "old", () => Promise.resolve(null));
  field.oninput("new");
  unsaved.flush();
  await vi.advanceTimersByTimeAsync(1);
  expect(desk.drafts.get("k")).toBe("new");
  field.onchange("new");
  await vi.advanceTimersByTimeAsync(5);
  expect(unsaved.text("k")).toBe("new");
  field.oninput("old");
  expect(unsaved.text("k")).toBeUndefined();
});

test("the place is kept and comes back; a spoilt one is forgotten", async () => {
  const [claim = ""] = claims();
  place.openCase("c", "d");
  place.openClaim(claim);
  place.show = "open";
  flushSync();
  await vi.waitFor(() => expect(desk.settings.get("place//desk")).toContain(claim));
  place.openCase(null);
  await place.load("/desk");
  expect([place.case, place.document, place.claim, place.show]).toEqual(["c", "d", claim, "open"]);
  desk.settings.set("place//other", "{ not json");
  await place.load("/other");
  expect(place.case).toBeNull();
});

test("what has the whole window folds nothing away: it ends with it, or when a column is opened", () => {
  place.collapsed = { start: true, end: false };
  place.wide = true;
  expect(place.hidden).toEqual({ start: true, end: true });
  expect(place.collapsed).toEqual({ start: true, end: false });
  place.hidden = { start: true, end: false };
  expect([place.wide, place.hidden]).toEqual([false, { start: true, end: false }]);
  place.wide = true;
  place.hidden = { start: false, end: true };
  expect([place.wide, place.hidden]).toEqual([false, { start: false, end: false }]);
});

test("going to a claim opens its case and document, and clears what would hide it", async () => {
  const [claim = ""] = claims();
  place.show = "signed_off";
  await goToClaim(claim);
  const passage = [...desk.ledger.tables.passage.values()].find((one) => one.claim === claim);
  expect([place.claim, place.document, place.show]).toEqual([claim, passage?.document, "all"]);
});

test("files come in with progress, open what came, and say only what must be said", async () => {
  const following = await imports.follow();
  desk.drop({ stage: "over", files: 2 });
  expect(imports.over).toBe(2);
  const files = [1, 2].map((n) => ({ token: `t${n}`, name: `text ${n}.md`, size: 10 }));
  desk.drop({ stage: "drop", files });
  expect(imports.over).toBe(0);
  expect(imports.stage?.at).toBe("choose");
  await imports.readFiles(files, { case: null, newCase: "New" });
  expect(imports.stage).toBeNull();
  expect(desk.ledger.tables.case.get(place.case ?? "")?.name).toBe("New");
  expect(toasts.list.at(-1)?.text).toBe("Brought in 2 texts");
  following();
});

test("a stopped import says what was not read, and a pasted text that fails stays", async () => {
  const files = [1, 2, 3].map((n) => ({ token: `t${n}`, name: `text ${n}.md`, size: 10 }));
  const reading = imports.readFiles(files, { case: null, newCase: "New" });
  await imports.cancel();
  await reading;
  expect(imports.stage).toMatchObject({ at: "done" });
  imports.close();
  imports.paste({ title: "", text: "words", html: null });
  desk.failNext(fault("unreadable", "This is not a text."));
  expect(await imports.readText({ title: "", text: "words", html: null }, { case: null, newCase: "x" })).toBe(
    false,
  );
  expect(imports.stage?.at).toBe("paste");
  imports.close();
});

test("a wish is granted once", () => {
  wishes.ask("add_evidence", "some words");
  expect(wishes.take("give_verdict")).toBeNull();
  expect(wishes.take("give_verdict", "add_evidence")).toBe("add_evidence");
  expect(wishes.words).toBe("some words");
  expect(wishes.take("add_evidence")).toBeNull();
});
