/** Shortcuts: one list, none while typing, the newest on screen wins. */
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { currentKeys, holds, keysByScope, listenForKeys, registerKeys, type Shortcut } from "./keys";

const user = userEvent.setup();
const shortcut = (id: string, keys: string, more: Partial<Shortcut> = {}): Shortcut => ({
  id,
  keys,
  label: id,
  scope: "Claim",
  run: vi.fn(),
  ...more,
});
let stop: () => void;
beforeEach(() => {
  document.body.innerHTML = "<input aria-label='field' />";
  stop = listenForKeys(window);
});
afterEach(() => {
  stop();
  expect(currentKeys()).toEqual([]);
});

test("keys run what is registered, until it is taken away", async () => {
  const tag = shortcut("tag", "t");
  const jump = shortcut("jump", "g d");
  const undo = registerKeys(tag, jump);
  await user.keyboard("tgd");
  expect(tag.run).toHaveBeenCalledOnce();
  expect(jump.run).toHaveBeenCalledOnce();
  expect(keysByScope()).toEqual(new Map([["Claim", [tag, jump]]]));
  undo();
  await user.keyboard("t");
  expect(tag.run).toHaveBeenCalledOnce();
});

test("letters typed in a field are text; only what says so runs there", async () => {
  const tag = shortcut("tag", "t");
  const palette = shortcut("palette", "$mod+k", { whenTyping: true });
  const undo = registerKeys(tag, palette);
  document.querySelector("input")?.focus();
  await user.keyboard("t{Control>}k{/Control}");
  expect(tag.run).not.toHaveBeenCalled();
  expect(palette.run).toHaveBeenCalledOnce();
  expect(document.querySelector("input")?.value).toBe("t");
  undo();
});

test("an open dialog owns the keyboard", async () => {
  const tag = shortcut("tag", "t");
  const undo = registerKeys(tag);
  document.body.innerHTML = "<div role='dialog' data-state='open'></div>";
  await user.keyboard("t");
  expect(tag.run).not.toHaveBeenCalled();
  undo();
});

test("the newest of one id wins, and the older returns", async () => {
  const below = shortcut("tag", "t");
  const above = shortcut("tag", "t", { when: () => true });
  const undoBelow = registerKeys(below);
  const undoAbove = registerKeys(above);
  await user.keyboard("t");
  expect([vi.mocked(below.run).mock.calls.length, vi.mocked(above.run).mock.calls.length]).toEqual([0, 1]);
  undoAbove();
  await user.keyboard("t");
  expect(below.run).toHaveBeenCalledOnce();
  undoBelow();
});

test("what is off the screen, or inert under something else, does not hold", async () => {
  document.body.innerHTML = "<main><div></div></main>";
  const panel = document.querySelector("div");
  const decide = shortcut("decide", "1", { root: () => panel });
  const gone = shortcut("gone", "2", { root: () => null });
  const undo = registerKeys(decide, gone);
  document.querySelector("main")?.setAttribute("inert", "");
  await user.keyboard("12");
  expect(decide.run).not.toHaveBeenCalled();
  expect(gone.run).not.toHaveBeenCalled();
  expect(holds(decide)).toBe(false);
  document.querySelector("main")?.removeAttribute("inert");
  await user.keyboard("1");
  expect(decide.run).toHaveBeenCalledOnce();
  undo();
});

test("what does not hold now leaves the key to others", async () => {
  const first = shortcut("first", "t");
  const second = shortcut("second", "t", { when: () => false });
  const undo = registerKeys(first, second);
  await user.keyboard("t");
  expect(first.run).toHaveBeenCalledOnce();
  undo();
});
