/**
 * Texts that were typed but not handed over yet. They are kept by the program while one types, so
 * that neither a closed window nor a lost current costs a sentence; a commit clears them.
 *
 *   <TextArea {...unsaved.field(`claim/${claim}/statement`, value, keep)} />
 */
import { SvelteMap } from "svelte/reactivity";
import { bridge } from "../api/bridge";
import { tell } from "./act.svelte";

const WAIT_MS = 250;

/** What a text field needs to keep what is typed into it. */
export interface KeptField {
  value: string;
  unsaved?: string;
  oninput: (text: string) => void;
  onchange: (text: string) => void;
}

class Unsaved {
  #texts = new SvelteMap<string, string>();
  // Not drawn, so nothing should follow them.

  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Brings back what was left over from before. */
  async load(): Promise<void> {
    this.#texts.clear();
    for (const [key, text] of Object.entries(await bridge().unsaved())) this.#texts.set(key, text);
  }

  text(key: string): string | undefined {
    return this.#texts.get(key);
  }

  /** Whether anything under this beginning of a key is not handed over, as `claim/<id>/`. */
  has(prefix: string): boolean {
    return [...this.#texts.keys()].some((key) => key.startsWith(prefix));
  }

  /** Remembers a text, and hands it to the program once no letter has come for a moment. */
  keep(key: string, text: string): void {
    this.#texts.set(key, text);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#write(key);
      }, WAIT_MS),
    );
  }

  /** Hands a text over at once (null: forgets it); resolves once it is kept. */
  async write(key: string, text: string | null): Promise<void> {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    await bridge().keepUnsaved(key, text);
    if (text === null) this.#texts.delete(key);
    else this.#texts.set(key, text);
  }

  forget(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (this.#texts.delete(key)) void bridge().keepUnsaved(key, null).catch(tell);
  }

  /** Hands over everything at once: the window may be closing. */
  flush(): void {
    for (const [key, timer] of this.#timers) {
      clearTimeout(timer);
      this.#write(key);
    }
  }

  /**
   * The properties of a text field that loses nothing. `commit` says whether the text is on the
   * disk now (a receipt or `true`); only then is the draft forgotten.
   */
  field(key: string, value: string, commit: (text: string) => Promise<unknown>): KeptField {
    const left = this.#texts.get(key);
    return {
      value,
      ...(left !== undefined && { unsaved: left }),
      oninput: (text) => {
        if (text === value) this.forget(key);
        else this.keep(key, text);
      },
      onchange: (text) => {
        void commit(text).then((done) => {
          // What was typed meanwhile is a new draft, and stays.
          const kept = this.#texts.get(key);
          if (done && (kept === undefined || kept === text)) this.forget(key);
        });
      },
    };
  }

  #write(key: string): void {
    this.#timers.delete(key);
    void bridge()
      .keepUnsaved(key, this.#texts.get(key) ?? null)
      .catch(tell);
  }
}

export const unsaved = new Unsaved();
