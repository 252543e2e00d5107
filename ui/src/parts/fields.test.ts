/** The fields: one handing over per change, Escape takes back, names and errors are spoken. */
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import Checkbox from "./Checkbox.svelte";
import Chips from "./Chips.svelte";
import Combobox from "./Combobox.svelte";
import DateField from "./DateField.svelte";
import SearchField from "./SearchField.svelte";
import Select from "./Select.svelte";
import TextArea from "./TextArea.svelte";
import TextField from "./TextField.svelte";

// jsdom lays nothing out, so what floats stays hidden, and without a name, until it is placed: find it by its text.
const user = userEvent.setup({ pointerEventsCheck: 0 });

describe("SearchField", () => {
  const field = (): HTMLInputElement => screen.getByRole("searchbox", { name: "Look for" });

  test("hands words over once no letter has come for a moment, at once on Enter, and not twice", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const typing = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    const [onsearch, onenter] = [vi.fn(), vi.fn()];
    const { rerender } = render(SearchField, {
      label: "Look for",
      value: "",
      onsearch,
      waitMs: 150,
      onenter,
    });
    await typing.type(field(), "sar");
    expect(onsearch).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(onsearch.mock.calls).toEqual([["sar"]]);
    await rerender({ value: "sar" });
    await typing.type(field(), "in{Enter}");
    expect(onsearch.mock.calls).toEqual([["sar"], ["sarin"]]);
    await rerender({ value: "sarin" });
    await typing.keyboard("{Shift>}{Enter}{/Shift}");
    vi.advanceTimersByTime(200);
    expect(onsearch).toHaveBeenCalledTimes(2);
    expect(onenter.mock.calls).toEqual([[false], [true]]);
    vi.useRealTimers();
  });

  test("Escape takes the words away first, and what was typed does not come back", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const typing = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    const [onsearch, onescape, around] = [vi.fn(), vi.fn(), vi.fn()];
    render(SearchField, { label: "Look for", value: "", onsearch, waitMs: 150, onescape });
    document.body.addEventListener("keydown", around);
    await typing.type(field(), "x");
    around.mockClear();
    await typing.keyboard("{Escape}");
    vi.advanceTimersByTime(200);
    expect(onsearch.mock.calls).toEqual([[""]]);
    expect(field().value).toBe("");
    expect(onescape).not.toHaveBeenCalled();
    await typing.keyboard("{Escape}");
    expect(onescape).toHaveBeenCalledOnce();
    expect(around).not.toHaveBeenCalled();
    document.body.removeEventListener("keydown", around);
    vi.useRealTimers();
  });

  test("shows words that come from elsewhere, and keeps a space that nobody looks for", async () => {
    const onsearch = vi.fn();
    const { rerender } = render(SearchField, { label: "Look for", value: "", onsearch });
    await user.type(field(), "sarin ");
    await rerender({ value: "sarin" });
    expect(field().value).toBe("sarin ");
    await rerender({ value: "" });
    expect(field().value).toBe("");
    await rerender({ value: "other" });
    await user.click(screen.getByRole("button", { name: "Clear" }));
    expect(onsearch).toHaveBeenLastCalledWith("");
    expect(document.activeElement).toBe(field());
  });
});

test("a TextArea says how its text is handed over, and only where it is", async () => {
  const { rerender } = render(TextArea, {
    label: "Reason",
    value: "",
    hint: "It is kept.",
    oninput: vi.fn(),
  });
  await user.type(screen.getByLabelText("Reason"), "a");
  expect(screen.getByText("It is kept.")).toBeTruthy();
  expect(screen.queryByText(/Ctrl Enter/u)).toBeNull();
  await rerender({ onchange: vi.fn() });
  expect(screen.getByText(/Ctrl Enter/u)).toBeTruthy();
});

describe("TextField", () => {
  test("hands its text over once, on Enter, and not again on blur", async () => {
    const onchange = vi.fn();
    const oninput = vi.fn();
    render(TextField, { label: "Claimant", value: "a", onchange, oninput });
    await user.type(screen.getByLabelText("Claimant"), "b");
    expect(onchange).not.toHaveBeenCalled();
    expect(oninput).toHaveBeenLastCalledWith("ab");
    await user.keyboard("{Enter}");
    await user.tab();
    expect(onchange.mock.calls).toEqual([["ab"]]);
  });

  test("Escape takes back, and leaves what is around alone", async () => {
    const onchange = vi.fn();
    const around = vi.fn();
    render(TextField, { label: "Claimant", value: "kept", onchange });
    document.body.addEventListener("keydown", around);
    const field = screen.getByLabelText("Claimant");
    await user.type(field, " and more");
    around.mockClear();
    await user.keyboard("{Escape}");
    expect(field).toHaveProperty("value", "kept");
    expect(around).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(around).toHaveBeenCalledOnce();
    await user.tab();
    expect(onchange).not.toHaveBeenCalled();
    document.body.removeEventListener("keydown", around);
  });

  test("what is being typed is not overwritten from outside", async () => {
    const { rerender } = render(TextField, { label: "Claimant", value: "a" });
    const field = screen.getByLabelText("Claimant");
    await user.type(field, "b");
    await rerender({ value: "z" });
    expect(field).toHaveProperty("value", "ab");
    await user.keyboard("{Escape}");
    expect(field).toHaveProperty("value", "z");
  });

  test("starts with text left over, and names its error", () => {
    render(TextField, { label: "Claimant", value: "a", unsaved: "a b", error: "Too short." });
    const field = screen.getByLabelText("Claimant");
    expect(field).toHaveProperty("value", "a b");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const described = field.getAttribute("aria-describedby") ?? "";
    expect(document.getElementById(described)?.textContent).toContain("Too short.");
  });
});

test("TextArea keeps Enter for lines, and hands over on Ctrl+Enter and on blur", async () => {
  const onchange = vi.fn();
  const { rerender } = render(TextArea, { label: "Statement", value: "", onchange });
  const field = screen.getByLabelText("Statement");
  await user.type(field, "one{Enter}two");
  expect(onchange).not.toHaveBeenCalled();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(onchange).toHaveBeenLastCalledWith("one\ntwo");
  await rerender({ value: "one\ntwo" });
  await user.type(field, "!");
  await user.tab();
  expect(onchange.mock.calls).toEqual([["one\ntwo"], ["one\ntwo!"]]);
});

describe("DateField", () => {
  test("shows how it reads, and hands over a partial date", async () => {
    const onchange = vi.fn();
    render(DateField, { label: "Date", value: null, onchange });
    await user.type(screen.getByLabelText("Date"), "jun 2017");
    expect(screen.getByText("Read as June 2017")).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(onchange.mock.calls).toEqual([[{ date: "2017-06" }]]);
  });

  test("hands over nothing that it cannot read, and says so", async () => {
    const onchange = vi.fn();
    render(DateField, { label: "Date", value: "2017", onchange });
    const field = screen.getByLabelText("Date");
    await user.clear(field);
    await user.type(field, "29 Feb 2017");
    await user.tab();
    expect(onchange).not.toHaveBeenCalled();
    expect(screen.getByText(/no such day/)).toBeTruthy();
    expect(field).toHaveProperty("value", "29 Feb 2017");
  });

  test("an emptied field means no date", async () => {
    const onchange = vi.fn();
    render(DateField, { label: "Date", value: "2017-06-29", onchange });
    const field = screen.getByLabelText("Date");
    expect(field).toHaveProperty("value", "June 29, 2017");
    await user.clear(field);
    await user.tab();
    expect(onchange.mock.calls).toEqual([[{ date: null }]]);
  });
});

test("Checkbox is a box or a switch, and the owner decides", async () => {
  const onchange = vi.fn();
  render(Checkbox, { label: "Follow", checked: false, kind: "switch", onchange });
  await user.click(screen.getByRole("switch", { name: "Follow" }));
  expect(onchange).toHaveBeenCalledWith(true);
});

describe("Chips", () => {
  const options = [
    { value: "all", label: "All", count: 1284 },
    { value: "open", label: "Open" },
  ];
  test("one of several is a radio group that arrows walk", async () => {
    const onchange = vi.fn();
    render(Chips, { label: "Filter", options, value: "all", onchange });
    expect(screen.getByRole("radio", { name: "All 1,284" }).getAttribute("aria-checked")).toBe("true");
    await user.tab();
    await user.keyboard("{ArrowRight}");
    expect(onchange.mock.calls).toEqual([["open"]]);
    expect(document.activeElement?.textContent).toContain("Open");
  });
  test("several at once are switches, kept in their order", async () => {
    const onchange = vi.fn();
    render(Chips, { label: "Filter", options, values: ["open"], onvalues: onchange });
    await user.click(screen.getByRole("button", { name: "All 1,284" }));
    expect(onchange.mock.calls).toEqual([[["all", "open"]]]);
  });
});

test("Select opens by keys, and hands over what was chosen", async () => {
  const onchange = vi.fn();
  const options = [
    { value: "s", label: "Supported" },
    { value: "f", label: "False" },
  ];
  render(Select, { label: "Verdict", options, value: "s", onchange });
  const box = screen.getByRole("combobox", { name: /Verdict.*Supported/ });
  box.focus();
  await user.keyboard("{Enter}");
  await screen.findByText("False");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onchange.mock.calls).toEqual([["f"]]);
});

describe("Combobox", () => {
  const people = ["Ada Byron", "Bo Nilsson"].map((label) => ({ value: label, label }));
  const search = (text: string) =>
    Promise.resolve(people.filter((one) => one.label.toLowerCase().includes(text.toLowerCase())));

  test("finds as one types and hands over the option", async () => {
    const onchange = vi.fn();
    render(Combobox, { label: "Who", value: null, search, onchange });
    await user.type(screen.getByRole("combobox", { name: "Who" }), "nil");
    await screen.findByText("Bo Nilsson");
    expect(screen.getByText("1 result")).toBeTruthy();
    await user.keyboard("{ArrowDown}{Enter}");
    await vi.waitFor(() => {
      expect(onchange.mock.calls).toEqual([[people[1]]]);
    });
  });

  test("offers to add what is not there", async () => {
    const onadd = vi.fn();
    render(Combobox, { label: "Who", value: null, search, onadd });
    await user.type(screen.getByRole("combobox", { name: "Who" }), "Chloé");
    const add = await screen.findByText("Add “Chloé”");
    await user.click(add);
    await vi.waitFor(() => {
      expect(onadd).toHaveBeenCalledWith("Chloé");
    });
  });

  test("an emptied field means none; a failed search says so", async () => {
    const onchange = vi.fn();
    const { rerender } = render(Combobox, { label: "Who", value: people[0] ?? null, search, onchange });
    const box = screen.getByRole("combobox", { name: "Who" });
    expect(box).toHaveProperty("value", "Ada Byron");
    await user.clear(box);
    await user.keyboard("{Escape}");
    await vi.waitFor(() => {
      expect(onchange).toHaveBeenCalledWith(null);
    });
    await rerender({ search: () => Promise.reject(new Error("gone")) });
    await user.type(box, "x");
    expect(await screen.findByText(/search failed/)).toBeTruthy();
  });
});
