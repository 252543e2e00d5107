/** What each part does for keys, pointer and screen reader. Looks and contrast: tests/gallery.test.ts. */
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet, tick } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import Badge from "./Badge.svelte";
import Bdi from "./Bdi.svelte";
import Button from "./Button.svelte";
import ChoiceDialog from "./ChoiceDialog.svelte";
import CommandPalette from "./CommandPalette.svelte";
import ConfirmDialog from "./ConfirmDialog.svelte";
import { withoutControls } from "./controls";
import { Finder } from "./finder.svelte";
import IconButton from "./IconButton.svelte";
import Kbd from "./Kbd.svelte";
import { keyCaps } from "./keyCaps";
import ProgressBar from "./ProgressBar.svelte";
import Slots from "./Slots.svelte";
import Spinner from "./Spinner.svelte";
import Toaster from "./Toaster.svelte";
import { Toasts } from "./toasts.svelte";
import type { MenuItem, PaletteGroup } from "./types";
import WordDiff from "./WordDiff.svelte";

const user = userEvent.setup({ pointerEventsCheck: 0 });
const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const Bell = (await import("@lucide/svelte/icons/bell")).default;

describe("Button", () => {
  test("is pressed by pointer and by keys", async () => {
    const onclick = vi.fn();
    render(Button, { children: words("Save"), onclick });
    await user.click(screen.getByRole("button", { name: "Save" }));
    await user.keyboard("{Enter} ");
    expect(onclick).toHaveBeenCalledTimes(3);
  });
  test("takes nothing while it is busy, and keeps the focus", async () => {
    const onclick = vi.fn();
    render(Button, { children: words("Save"), busy: true, onclick });
    const button = screen.getByRole("button", { name: "Save" });
    await user.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-busy")).toBe("true");
  });
});

test("IconButton has a name, and a state where it is a switch", () => {
  render(IconButton, { icon: Bell, label: "Watch", pressed: true });
  expect(screen.getByRole("button", { name: "Watch", pressed: true })).toBeTruthy();
});

test("Badge speaks its word, not its sign", () => {
  render(Badge, { text: "Disputed", sign: "⇄", tone: "reb" });
  expect(screen.getByText("⇄").getAttribute("aria-hidden")).toBe("true");
  expect(screen.getByText("Disputed")).toBeTruthy();
});

test("Kbd prints caps for presses and sequences", () => {
  expect(keyCaps("$mod+Shift+k g ArrowUp")).toEqual([["Ctrl", "Shift", "K"], ["G"], ["↑"]]);
  expect(keyCaps("$mod+KeyZ")).toEqual([["Ctrl", "Z"]]);
  const { container } = render(Kbd, { keys: "g d" });
  expect(container.querySelectorAll("kbd")).toHaveLength(2);
});

test("Dialog takes the focus to its first field, closes on Escape and gives the focus back", async () => {
  const on = vi.fn();
  render(Slots, { part: "dialog", on });
  const opener = screen.getByRole("button", { name: "Open" });
  await user.click(opener);
  expect(await screen.findByRole("dialog", { name: "A window", description: "What it is for" })).toBeTruthy();
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  });
  await user.keyboard("{Escape}");
  await vi.waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(opener);
  });
  expect(on).toHaveBeenCalledExactlyOnceWith("closed");
});

describe("ConfirmDialog", () => {
  const wish = { open: true, title: "Withdraw?", text: "It can be restored.", confirm: "Withdraw" };
  test("will not go on without the reason it asks for", async () => {
    const onconfirm = vi.fn();
    render(ConfirmDialog, { ...wish, reason: "Reason", onconfirm });
    await user.click(await screen.findByRole("button", { name: "Withdraw" }));
    expect(onconfirm).not.toHaveBeenCalled();
    expect(screen.getByText(/Give a reason/)).toBeTruthy();
    await user.type(screen.getByRole("textbox"), " named twice ");
    await user.click(screen.getByRole("button", { name: "Withdraw" }));
    expect(onconfirm.mock.calls).toEqual([["named twice"]]);
  });
  test("the harmless button has the focus", async () => {
    render(ConfirmDialog, { ...wish, danger: true, onconfirm: vi.fn() });
    await tick();
    expect(document.activeElement?.textContent).toMatch(/Cancel/u);
  });
  test("cancelling does nothing", async () => {
    const onconfirm = vi.fn();
    const oncancel = vi.fn();
    render(ConfirmDialog, { ...wish, onconfirm, oncancel });
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(onconfirm).not.toHaveBeenCalled();
    expect(oncancel).toHaveBeenCalledOnce();
  });
});

describe("ChoiceDialog", () => {
  const options = ["Low", "Normal", "High"].map((label) => ({ value: label.toLowerCase(), label }));
  const about = { title: "Priority", options, onclose: vi.fn() };
  test("begins at what holds now, so that Enter alone changes nothing", async () => {
    const onchoose = vi.fn();
    render(ChoiceDialog, { ...about, value: "normal", onchoose });
    await tick();
    // At once: keys that are pressed while the dialog comes must not go past it.
    expect(document.activeElement?.textContent).toMatch(/Normal/u);
    await user.keyboard("{Enter}");
    expect(onchoose).toHaveBeenCalledExactlyOnceWith("normal");
  });
  test("begins at the first that can be chosen where nothing holds, or not any more", async () => {
    const [low, ...others] = options;
    const onchoose = vi.fn();
    const without = low === undefined ? others : [{ ...low, disabled: true }, ...others];
    render(ChoiceDialog, { ...about, options: without, value: "low", onchoose });
    await tick();
    expect(document.activeElement?.textContent).toMatch(/Normal/u);
    await user.keyboard("1h{Enter}");
    expect(onchoose).toHaveBeenCalledExactlyOnceWith("high");
  });
});

describe("Menu", () => {
  const run = vi.fn();
  const items: MenuItem[] = [
    { id: "edit", label: "Reword", keys: "e", onselect: () => run("edit") },
    { id: "watch", label: "Watched", checked: true, onselect: () => run("watch") },
    "line",
    { id: "off", label: "Not now", disabled: true, onselect: () => run("off") },
  ];
  beforeEach(() => run.mockClear());

  test("opens by keys, walks and runs", async () => {
    render(Slots, { part: "menu", items });
    screen.getByRole("button", { name: "More" }).focus();
    await user.keyboard("{Enter}");
    const watched = (await screen.findByText("Watched")).closest("[role=menuitemcheckbox]");
    expect(watched?.getAttribute("aria-checked")).toBe("true");
    await user.keyboard("{ArrowDown}{Enter}");
    await vi.waitFor(() => {
      expect(run.mock.calls).toEqual([["watch"]]);
    });
  });
  test("a region has one by the right button", async () => {
    render(Slots, { part: "context", items });
    await user.pointer({ keys: "[MouseRight]", target: screen.getByText("Region") });
    await user.click(await screen.findByRole("menuitem", { name: /Reword/, hidden: true }));
    expect(run.mock.calls).toEqual([["edit"]]);
  });
});

test("Section folds", async () => {
  const on = vi.fn();
  render(Slots, { part: "section", on });
  const title = screen.getByRole("button", { name: /History/, expanded: true });
  await user.click(title);
  expect(on).toHaveBeenCalledWith(false);
  expect(title.getAttribute("aria-expanded")).toBe("false");
  expect(screen.getByText("Four entries").hidden).toBe(true);
});

test("SplitPane moves by arrows, keeps the least width, and hides a column", async () => {
  const on = vi.fn();
  render(Slots, { part: "split", on });
  const line = screen.getByRole("separator", { name: "Width of List" });
  line.focus();
  await user.keyboard("{ArrowRight}");
  expect(on).toHaveBeenLastCalledWith({ start: 256, end: 300 });
  await user.keyboard("{Home}{ArrowLeft}");
  expect(line.getAttribute("aria-valuenow")).toBe("200");
  await user.keyboard("{Enter}");
  expect(on).toHaveBeenLastCalledWith({ start: true, end: false });
  expect(screen.queryByText("claims")).toBeNull();
  expect(line.getAttribute("aria-valuetext")).toBe("List is hidden");
  await user.keyboard("{ArrowRight}");
  expect(screen.getByText("claims")).toBeTruthy();
});

test("Tabs are walked by arrows", async () => {
  render(Slots, { part: "tabs" });
  screen.getByRole("tab", { name: "First", selected: true }).focus();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("tabpanel", { name: /Second/ }).textContent).toContain("Panel b");
});

test("Tooltip comes on focus", async () => {
  render(Slots, { part: "tooltip" });
  await user.tab();
  expect(await screen.findByText(/What it does/)).toBeTruthy();
});

test("EmptyState offers what to do", async () => {
  const on = vi.fn();
  render(Slots, { part: "empty", on });
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(on).toHaveBeenCalledOnce();
});

test("VirtualList: one stop, arrows choose, Enter opens", async () => {
  const on = vi.fn();
  render(Slots, { part: "list", on });
  const list = screen.getByRole("listbox", { name: "Lines" });
  await user.tab();
  expect(document.activeElement).toBe(list);
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}{End}{Home}");
  expect(on.mock.calls).toEqual([
    ["select", "one"],
    ["select", "two"],
    ["open", "two"],
    ["select", "three"],
    ["select", "one"],
  ]);
});

test("ProgressBar tells how far it is, and can be stopped", async () => {
  const oncancel = vi.fn();
  const { rerender } = render(ProgressBar, { label: "Taking in", value: 12, max: 27, oncancel });
  const bar = screen.getByRole("progressbar", { name: "Taking in" });
  expect(bar.getAttribute("aria-valuenow")).toBe("12");
  expect(bar.getAttribute("aria-valuetext")).toBe("12 of 27");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(oncancel).toHaveBeenCalledOnce();
  await rerender({ value: null });
  expect(bar.hasAttribute("aria-valuenow")).toBe(false);
});

test("Spinner with a label is spoken", () => {
  render(Spinner, { label: "Looking" });
  expect(screen.getByRole("status").textContent).toContain("Looking");
});

test("WordDiff speaks what came and what went", () => {
  const { container } = render(WordDiff, {
    segments: [
      { op: "same", text: "They " },
      { op: "removed", text: "proved" },
      { op: "added", text: "found" },
    ],
  });
  expect(container.querySelector("del")?.textContent).toContain("removed: proved");
  expect(container.querySelector("ins")?.textContent).toContain("added: found");
});

test("Bdi shows direction controls instead of obeying them", () => {
  const { container } = render(Bdi, { text: "invoice\u202Egpj.exe" });
  expect(container.textContent).toBe("invoiceRLOgpj.exe");
  expect(screen.getByRole("img", { name: "right-to-left override" })).toBeTruthy();
  expect(withoutControls("plain \u{1F4C4} text")).toEqual([{ text: "plain \u{1F4C4} text" }]);
});

describe("Toasts", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("leave by themselves, wait while paused, and bad news stays", () => {
    const toasts = new Toasts();
    toasts.show({ text: "Saved" });
    toasts.show({ text: "Broken", tone: "reb" });
    toasts.pause();
    vi.advanceTimersByTime(60_000);
    expect(toasts.list).toHaveLength(2);
    toasts.resume();
    vi.advanceTimersByTime(6_000);
    expect(toasts.list.map((toast) => toast.text)).toEqual(["Broken"]);
  });

  test("are spoken, undone and dismissed", async () => {
    vi.useRealTimers();
    const toasts = new Toasts();
    render(Toaster, { toasts });
    const run = vi.fn();
    toasts.show({ text: "Linked rebuttal", action: { label: "Undo", run } });
    await tick();
    const region = screen.getByRole("region", { name: "Messages" });
    expect(region.querySelector("[aria-live=polite]")?.textContent).toContain("Linked rebuttal");
    await user.click(within(region).getByRole("button", { name: "Undo" }));
    expect(run).toHaveBeenCalledOnce();
    expect(toasts.list).toEqual([]);
  });

  test("are never more than four", () => {
    const toasts = new Toasts();
    for (let n = 0; n < 9; n++) toasts.show({ text: String(n) });
    expect(toasts.list.map((toast) => toast.text)).toEqual(["5", "6", "7", "8"]);
  });
});

test("Finder drops answers to older questions", async () => {
  const answers: Record<string, (found: string[]) => void> = {};
  const finder = new Finder<string>(
    () => (text) =>
      new Promise((found) => {
        answers[text] = found;
      }),
    0,
  );
  finder.ask("a");
  await vi.waitFor(() => expect(answers["a"]).toBeDefined());
  finder.ask("ab");
  await vi.waitFor(() => expect(answers["ab"]).toBeDefined());
  answers["ab"]?.(["new"]);
  answers["a"]?.(["old"]);
  await vi.waitFor(() => expect(finder.state).toBe("done"));
  expect(finder.results).toEqual(["new"]);
});

test("CommandPalette finds in groups, walks over them and runs after closing", async () => {
  const run = vi.fn();
  const groups: PaletteGroup[] = [
    {
      id: "commands",
      title: "Commands",
      find: (text) =>
        ["Export report", "Undo"]
          .filter((label) => label.toLowerCase().includes(text))
          .map((label) => ({ id: label, label, keys: "$mod+z", onselect: () => run(label) })),
    },
    {
      id: "sources",
      title: "Sources",
      find: (text) =>
        Promise.resolve(text === "zz" ? [] : [{ id: "s", label: "Report S/1510", onselect: () => run("s") }]),
    },
  ];
  const onclose = vi.fn();
  render(CommandPalette, { open: true, groups, onclose });
  const box = await screen.findByRole("combobox", { name: "Commands and search" });
  const group = await screen.findByRole("group", { name: "Sources" });
  await within(group).findByRole("option", { name: "Report S/1510" });
  await user.click(box);
  await user.keyboard("{ArrowUp}");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Report S/1510");
  await user.type(box, "zz");
  expect(await screen.findByText("Nothing found")).toBeTruthy();
  await user.clear(box);
  await user.type(box, "un");
  await vi.waitFor(() => {
    expect(screen.queryByRole("option", { name: /Export/ })).toBeNull();
    expect(screen.getByRole("option", { name: /Undo/, selected: true })).toBeTruthy();
  });
  await user.keyboard("{Enter}");
  await vi.waitFor(() => {
    expect(run.mock.calls).toEqual([["Undo"]]);
  });
  expect(onclose).toHaveBeenCalledOnce();
});
