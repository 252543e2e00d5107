/**
 * The text of a field between two commits. An append-only history cannot merge single
 * letters, so a field hands its text over once: on blur, on Ctrl+Enter, or on Enter in
 * a single line. Escape takes the text back. What is typed is never overwritten from
 * outside while it is not handed over.
 */

export type CommittingOptions = {
  /** The value as it is kept. */
  value: () => string;
  /** Text left over from before, which was never handed over. */
  unsaved?: string;
  onchange?: (value: string) => void;
  oninput?: (value: string) => void;
  /** Whether plain Enter hands over. */
  enter: boolean;
};

export class Committing {
  #options: CommittingOptions;
  /** What is in the field where that differs from the kept value. */
  #typed: string | null = $state(null);
  /** The last text handed over, so that a blur right after Ctrl+Enter does not repeat it. */
  #sent: string | null = null;

  constructor(options: CommittingOptions) {
    this.#options = options;
    const { unsaved } = options;
    if (unsaved !== undefined && unsaved !== options.value()) this.#typed = unsaved;
  }

  get text(): string {
    return this.#typed ?? this.#options.value();
  }

  /** Whether there is text that was not handed over. */
  get dirty(): boolean {
    return this.#typed !== null && this.#typed !== this.#options.value();
  }

  type(text: string): void {
    this.#typed = text;
    this.#sent = null;
    this.#options.oninput?.(text);
  }

  commit(): void {
    if (this.#typed === null) return;
    if (!this.dirty) {
      this.#typed = null;
      return;
    }
    if (this.#sent === this.#typed) return;
    this.#sent = this.#typed;
    this.#options.onchange?.(this.#typed);
    // The keeper may have taken it at once; otherwise the text stays until the value arrives.
    if (!this.dirty) this.#typed = null;
  }

  revert(): void {
    this.#typed = null;
    this.#sent = null;
    this.#options.oninput?.(this.#options.value());
  }

  keydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter" && (this.#options.enter || event.ctrlKey || event.metaKey)) {
      this.commit();
      if (event.ctrlKey || event.metaKey) event.preventDefault();
    }
    if (event.key === "Escape" && this.dirty) {
      // Only the text goes back: the dialog around it stays open.
      event.preventDefault();
      event.stopPropagation();
      this.revert();
    }
  }
}
