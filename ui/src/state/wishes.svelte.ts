/**
 * What a key, a menu or the palette asks of a part of the window that may only be coming on screen.
 * A wish is granted once, by whoever it is for: the dossier opens its form, a field takes the focus.
 */
export type Wish =
  | "edit_statement"
  | "give_verdict"
  | "add_evidence"
  | "add_rebuttal"
  | "open_source"
  | "show_card"
  | "focus_dossier"
  | "focus_text"
  | "focus_filter"
  | "focus_list"
  | "focus_time";

class Wishes {
  /** The wish that waits; read it in an effect. */
  wish: Wish | null = $state(null);
  /** Words that go with it, as a quote for new evidence. */
  words = $state("");

  ask(wish: Wish, words = ""): void {
    this.words = words;
    this.wish = wish;
  }

  /** Grants one of these wishes if it waits: returns it, once. */
  take<W extends Wish>(...wishes: readonly W[]): W | null {
    const found = wishes.find((one) => one === this.wish) ?? null;
    if (found !== null) this.wish = null;
    return found;
  }
}

export const wishes = new Wishes();
