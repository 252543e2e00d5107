/**
 * What stands in a form, kept while one types: a form that is closed, or a window that is, costs
 * nobody a sentence. The draft goes when the form is sent or the draft discarded.
 */
import { unsaved } from "../../state/unsaved.svelte";
import { changedFields } from "./fields";

export class Draft<T extends object> {
  value: T;
  /** Whether something was left over when the form was opened. */
  readonly found: boolean;
  #key: string;
  #blank: string;
  #done = false;

  /** `base`: what the form begins with another time, where `blank` holds more than that. */
  constructor(key: string, blank: T, base: T = blank) {
    this.#key = key;
    this.#blank = JSON.stringify(blank);
    const left = read<T>(unsaved.text(key), base);
    this.found = left !== null;
    this.value = $state(left ?? blank);
    // Each change is handed to the keeper, which waits for a pause. Only what was changed is kept: over a
    // record that has moved on meanwhile, a draft of all fields would take the newer ones back.
    $effect(() => {
      const now = JSON.stringify(this.value);
      if (this.#done) return;
      if (now === this.#blank) unsaved.forget(key);
      else unsaved.keep(key, JSON.stringify(changedFields(base, this.plain())));
    });
  }

  /** Whether anything was written that is not kept yet. */
  get touched(): boolean {
    return JSON.stringify(this.value) !== this.#blank;
  }

  /** What stands in the form now, as plain values: a command must not hold on to the form. */
  plain(): T {
    return $state.snapshot(this.value) as T;
  }

  /** What stands in the form was saved, and the form stays: what is written from now on is a new draft. */
  settle(): void {
    this.#blank = JSON.stringify(this.value);
    unsaved.forget(this.#key);
  }

  /** The form was sent, or what is in it is not wanted. */
  forget(): void {
    this.#done = true;
    unsaved.forget(this.#key);
  }
}

/** A draft holds what was changed: the rest is taken from what the form begins with now. */
function read<T extends object>(text: string | undefined, base: T): T | null {
  if (text === undefined) return null;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) return null;
    return { ...base, ...found };
  } catch {
    return null;
  }
}
