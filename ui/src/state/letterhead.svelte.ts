/**
 * The letterhead while it is looked at and set: what the desk is called in its reports, and its logo. What is
 * chosen is drawn first, as it will be; nothing is kept before it is saved.
 */
import { untrack } from "svelte";
import { bridge, type FileToken, type LogoChoice } from "../api/bridge";
import type { Fault } from "../api/generated/Fault";
import type { Letterhead } from "../api/generated/Letterhead";
import { m } from "../i18n";
import { setLetterhead, tell } from "./act.svelte";
import { faultOf } from "./faults";
import { moment } from "./moment.svelte";
import { session } from "./session.svelte";

class LetterheadSheet {
  /** Whether the dialog is on screen. */
  open = $state(false);
  /** Whether a picture is being drawn. */
  drawing = $state(false);
  saving = $state(false);
  /** What went wrong last, while nothing has come after it. */
  fault: Fault | null = $state.raw(null);
  /** What becomes of the logo once this is saved. */
  #choice: LogoChoice = $state.raw({ kind: "keep" });
  /** The address of the picture that was chosen. */
  #drawn: string | null = $state(null);
  /** The address of the logo that the desk has. */
  #shown: string | null = $state(null);
  /** A name that differs from the one that the desk has. */
  #typed: string | null = $state(null);
  #choosing = false;
  /** Counts what may be late: what was opened, drawn and shown. */
  #opened = 0;
  #asked = 0;
  #looked = 0;

  readonly #kept: Letterhead | null = $derived(session.desk?.letterhead ?? null);
  /** The name that the desk has in its letterhead. */
  readonly keptName: string = $derived(this.#kept?.name ?? "");
  readonly name: string = $derived(this.#typed ?? this.keptName);
  readonly hasLogo: boolean = $derived(
    this.#choice.kind === "file" || (this.#choice.kind === "keep" && (this.#kept?.logo ?? null) !== null),
  );
  /** The address of the logo as it would be; null while there is none, or none that can be shown. */
  readonly url: string | null = $derived(
    this.#choice.kind === "file" ? this.#drawn : this.hasLogo ? this.#shown : null,
  );
  readonly #isOther: boolean = $derived(
    this.#choice.kind !== "keep" || this.name.trim() !== this.keptName.trim(),
  );

  /** Opens the dialog, at what the desk has. */
  show(): void {
    this.#begin(true);
  }

  /** Forgets what was not saved. What is still being saved is told of elsewhere. */
  close(): void {
    this.#begin(false);
  }

  /** Shows the logo of the moment on screen. To be called while the dialog is set up. */
  watch(): void {
    const blob = $derived(this.#kept?.logo?.png.blob ?? null);
    $effect(() => {
      const wanted = blob;
      const { at } = moment;
      untrack(() => void this.#look(wanted, at));
    });
  }

  type(text: string): void {
    this.#typed = text === this.keptName ? null : text;
  }

  async choose(): Promise<void> {
    if (this.#choosing || !this.#mayChange()) return;
    this.#choosing = true;
    try {
      const file = await bridge().chooseLogo();
      if (file !== null && this.#mayChange()) await this.#draw(file);
    } catch (error) {
      if (this.open) this.fault = faultOf(error);
    } finally {
      this.#choosing = false;
    }
  }

  /** Takes files that were dropped while the dialog is on screen. */
  takes(files: readonly FileToken[]): boolean {
    if (!this.open) return false;
    const [first, ...others] = files;
    if (first === undefined || !this.#mayChange()) return true;
    if (others.length === 0) void this.#draw(first);
    else this.fault = { kind: "input", message: m.letterhead_drop_one(), hint: "" };
    return true;
  }

  remove(): void {
    if (!this.#mayChange()) return;
    this.#settle();
    this.#choice = { kind: (this.#kept?.logo ?? null) === null ? "keep" : "remove" };
  }

  /** Saves it as one step, and closes the dialog; where it is refused, all stays as it is. */
  async save(): Promise<void> {
    if (this.drawing || !this.#mayChange()) return;
    if (!this.#isOther) {
      this.close();
      return;
    }
    const mine = this.#opened;
    this.saving = true;
    this.fault = null;
    const receipt = await setLetterhead(this.name.trim(), this.#choice, (fault) => {
      if (mine === this.#opened) this.fault = fault;
      else tell(fault);
    });
    if (mine !== this.#opened) return;
    this.saving = false;
    if (receipt !== null) this.close();
  }

  /** Draws what was chosen last: an answer that comes after another choice is dropped. */
  async #draw({ token }: FileToken): Promise<void> {
    const mine = this.#settle();
    this.drawing = true;
    try {
      const { url } = await bridge().drawLogo(token);
      if (mine === this.#asked) [this.#choice, this.#drawn] = [{ kind: "file", token }, url];
    } catch (error) {
      if (mine === this.#asked) this.fault = faultOf(error);
    }
    if (mine === this.#asked) this.drawing = false;
  }

  async #look(blob: string | null, at: number | null): Promise<void> {
    const mine = ++this.#looked;
    this.#shown = null;
    if (blob === null) return;
    try {
      const view = await bridge().showLogo(at);
      if (mine === this.#looked) this.#shown = view?.url ?? null;
    } catch (error) {
      if (mine === this.#looked) this.fault = faultOf(error);
    }
  }

  #mayChange(): boolean {
    return this.open && !this.saving && session.canWrite;
  }

  /** Whatever is still being drawn is not wanted any more. */
  #settle(): number {
    this.drawing = false;
    this.fault = null;
    return ++this.#asked;
  }

  #begin(open: boolean): void {
    this.#settle();
    this.#opened++;
    this.saving = false;
    [this.#choice, this.#drawn, this.#typed] = [{ kind: "keep" }, null, null];
    this.open = open;
  }
}

export const letterhead = new LetterheadSheet();
