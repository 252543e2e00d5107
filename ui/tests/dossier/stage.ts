/** A dossier on a pretended desk, in jsdom: what it is asked to do, with the reasons, and how to operate it. */
import { configure, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { useBridge } from "../../src/api/bridge";
import type { Command } from "../../src/api/generated/Command";
import { pretend, type Pretend } from "../../src/api/pretend";
import { moment } from "../../src/state/moment.svelte";
import { reasons } from "../../src/state/reasons.svelte";
import { toasts } from "../../src/state/toasts.svelte";
import { unsaved } from "../../src/state/unsaved.svelte";
import { enrich } from "./enrich";
import Stage from "./Stage.svelte";

// A test walks through a whole form, letter by letter, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });
const WAIT = { timeout: 10_000 };
configure({ asyncUtilTimeout: WAIT.timeout });

export const user = userEvent.setup({ pointerEventsCheck: 0, delay: null });

export type Staged = {
  desk: Pretend;
  sarin: string;
  empty: string;
  /** Each command with its reason, in order. */
  given: [Command, string | null][];
  told: string[];
};

export type StageWish = {
  claim?: "sarin" | "empty";
  readOnly?: boolean;
  unsaved?: Record<string, string>;
  focus?: "statement" | "source" | "rebuttal" | "verdict";
};

export async function stage(wish: StageWish = {}): Promise<Staged> {
  const desk = pretend({ desk: "sample", readOnly: wish.readOnly ?? false });
  const writable = pretend({ desk: "sample" });
  const claims = await enrich(wish.readOnly ? writable : desk);
  const shown = wish.readOnly ? writable : desk;
  for (const [key, text] of Object.entries(wish.unsaved ?? {})) shown.drafts.set(key, text);
  const given: Staged["given"] = [];
  const execute = shown.execute.bind(shown);
  shown.execute = (command, why) => {
    given.push([structuredClone(command), why]);
    return execute(command, why);
  };
  useBridge(shown);
  moment.reset();
  reasons.answer(null);
  toasts.list = [];
  await unsaved.load();
  const told: string[] = [];
  const claim = wish.claim === "empty" ? claims.empty : claims.sarin;
  render(Stage, {
    claim,
    width: 412,
    readOnly: wish.readOnly ?? false,
    told,
    focus: wish.focus ?? null,
  });
  // The history comes last: the page and the desk are there by then.
  await vi.waitFor(() => {
    const last = "[data-dossier] time";
    if (document.querySelector(last) === null) throw new Error("nothing is shown yet");
  }, WAIT);
  return { desk: shown, ...claims, given, told };
}

/** The field of a label, in the open form if there is one. */
export function field(name: string | RegExp): HTMLElement {
  const form = document.querySelector<HTMLElement>("[data-dossier-form]");
  return within(form ?? document.body).getByRole("textbox", { name });
}

export async function fill(name: string | RegExp, text: string): Promise<void> {
  const box = field(name);
  await user.click(box);
  await user.clear(box);
  await user.paste(text);
}

/** Chooses in a list that is found by typing. */
export async function pick(box: HTMLElement, text: string, option: RegExp): Promise<void> {
  await user.click(box);
  await user.clear(box);
  await user.keyboard(text);
  // jsdom lays nothing out, so what floats stays without a name: find it by its text.
  const found = await vi.waitFor(() => {
    const options = [...document.querySelectorAll<HTMLElement>("[role=option]")];
    const one = options.find((candidate) => option.test(candidate.textContent ?? ""));
    if (one === undefined) throw new Error(`no option is like ${String(option)}`);
    return one;
  }, WAIT);
  await user.click(found);
}

/** A line of the menu of a button. */
export async function fromMenu(button: string | RegExp, line: string | RegExp): Promise<void> {
  screen.getByRole("button", { name: button }).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: line, hidden: true }));
}

/** Answers the dialog that asks why. */
export async function because(why: string): Promise<void> {
  await vi.waitFor(() => {
    if (reasons.wish === null) throw new Error("nobody asks why");
  }, WAIT);
  reasons.answer(why);
  await vi.waitFor(() => undefined);
}

export async function settled<T>(look: () => T): Promise<T> {
  return vi.waitFor(look, WAIT);
}
