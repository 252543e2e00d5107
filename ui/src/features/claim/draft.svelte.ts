/**
 * What stands in a form, kept while one types: a form that is closed, or a window that is, costs
 * nobody a sentence. The draft goes when the form is sent or the draft discarded.
 */
import { unsaved } from "../../state/unsaved.svelte";

export class Draft<T extends object> {
  value: T;
  /** Whether something was left over when the form was opened. */
  readonly found: boolean;
  #key: string;
  #blank: string;
  #done = false;

  constructor(key: string, blank: T) {
    this.#key = key;
    this.#blank = JSON.stringify(blank);
    const left = read<T>(unsaved.text(key), blank);
    this.found = left !== null;
    this.value = $state(left ?? blank);
    // Each change is handed to the keeper, which waits for a pause.
    $effect(() => {
      const now = JSON.stringify(this.value);
      if (this.#done) return;
      if (now === this.#blank) unsaved.forget(key);
      else unsaved.keep(key, now);
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

  /** The form was sent, or what is in it is not wanted. */
  forget(): void {
    this.#done = true;
    unsaved.forget(this.#key);
  }
}

/** A draft may be of an older version of the form: what it lacks is taken from the blank one. */
function read<T extends object>(text: string | undefined, blank: T): T | null {
  if (text === undefined) return null;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) return null;
    return { ...blank, ...found };
  } catch {
    return null;
  }
}
