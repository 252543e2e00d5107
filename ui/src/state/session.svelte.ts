/** Which desk is open, who sits at it, and whether anything may be changed just now. */
import { bridge, isFault, type SavedFile, type Session } from "../api/bridge";
import type { CaseId } from "../api/generated/CaseId";
import type { DeskAnswer } from "../api/generated/DeskAnswer";
import type { Editor } from "../api/generated/Editor";
import type { EditorId } from "../api/generated/EditorId";
import type { EditorRole } from "../api/generated/EditorRole";
import type { Verified } from "../api/generated/Verified";
import { m } from "../i18n";
import { live, type Live } from "./live.svelte";
import { moment } from "./moment.svelte";
import { safety } from "./safety.svelte";

export type { OpenDesk, RecentDesk, Session } from "../api/bridge";

class Sitting {
  /** Null until the program has said what is open. */
  session: Session | null = $state.raw(null);
  #desk: Live<"desk"> | null = $state.raw(null);

  /** The desk at a glance: editors, scales, cases, where the ledger stands. */
  readonly desk: DeskAnswer | null = $derived(this.#desk?.value ?? null);
  /** Who sat here when now was last on screen. */
  #seen: Editor | null = $state.raw(null);
  /** Who sits here; also at a past moment at which they had not joined yet. */
  readonly editor: Editor | null = $derived(
    this.desk?.editors.find((editor) => editor.id === this.session?.editor) ??
      (this.#seen?.id === this.session?.editor ? this.#seen : null),
  );
  readonly readOnly: boolean = $derived(this.session?.desk?.readOnly ?? true);
  /** Whether somebody sits here. At a past moment they may not have been at the desk yet. */
  readonly isSomebody: boolean = $derived((this.session?.editor ?? null) !== null);
  /** Whether commands may be given once now is on screen: what restores the past needs no more. */
  readonly mayWrite: boolean = $derived(!this.readOnly && this.isSomebody);
  /** Whether commands may be given now. */
  readonly canWrite: boolean = $derived(this.mayWrite && !moment.isPast);
  /** Why not, in a sentence; empty while they may. */
  readonly whyNot: string = $derived.by(() => {
    if (this.canWrite) return "";
    if (moment.isPast) return m.session_past();
    if (this.readOnly) return this.session?.desk?.notice || m.session_read_only();
    return m.session_nobody();
  });

  /** Keeps the desk's answer fresh. To be called once, while the window is set up. */
  watch(): void {
    this.#desk = live("desk", () => (this.session?.desk ? {} : null));
    $effect(() => {
      if (this.desk === null || moment.isPast) return;
      moment.moved(this.desk.head.seq);
      this.#seen = this.desk.editors.find((editor) => editor.id === this.session?.editor) ?? null;
    });
  }

  async load(): Promise<void> {
    this.session = await bridge().session();
  }

  /** Opens a desk by token, or asks for a file. */
  async open(token: string | null): Promise<void> {
    try {
      this.take(await bridge().openDesk(token));
    } catch (error) {
      // If it is damaged, a dialog says what can be saved.
      if (!isFault(error) || !(await safety.look())) throw error;
    }
  }

  async create(): Promise<void> {
    this.take(await bridge().newDesk());
  }

  /** Asks where, and writes the whole desk there as JSON lines; null when broken off. */
  export(): Promise<SavedFile | null> {
    return bridge().exportDesk();
  }

  /** Makes a desk from such a file, and opens it. */
  async import(): Promise<void> {
    this.take(await bridge().importDesk());
  }

  async sit(editor: EditorId, passphrase: string | null = null): Promise<void> {
    this.session = await bridge().chooseEditor(editor, passphrase);
  }

  /** Adds a person to the desk and lets them sit down: how everybody begins. */
  async join(name: string, role: EditorRole): Promise<void> {
    const { created, seq } = await bridge().execute({ do: "add_editor", name, role }, null);
    moment.moved(seq);
    const editor = created.find((one) => one.kind === "editor");
    // Who founds a desk sits at it already, and the receipt is about more than them.
    if (editor !== undefined) await this.sit(editor.id);
    else await this.load();
  }

  async addSample(): Promise<CaseId> {
    const id = await bridge().addSample();
    await this.#refresh();
    return id;
  }

  /** Reads the whole ledger and compares it with the tables. */
  verify(): Promise<Verified> {
    return bridge().verify();
  }

  /** The editor of an id, among those at the desk. */
  editorOf(id: EditorId | null): Editor | null {
    return this.desk?.editors.find((editor) => editor.id === id) ?? null;
  }

  /** A case that was just made must be among the cases before it is opened. */
  async #refresh(): Promise<void> {
    moment.moved((await bridge().ask("desk", {}, null)).head.seq);
  }

  /** Takes what the program says is open now. */
  take(next: Session): void {
    if (next.desk?.path !== this.session?.desk?.path) moment.reset();
    this.session = next;
  }
}

export const session = new Sitting();
