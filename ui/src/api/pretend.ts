/**
 * An in-memory twin of the bridge: the same calls, answered without a program behind them. Tests
 * and pictures of the window run on it; the program itself never does.
 */
import type {
  Audience,
  Bridge,
  CopyOutcome,
  CopyProgress,
  DropEvent,
  ImportInto,
  ImportOutcome,
  ImportProgress,
  Moved,
  PictureRequest,
  Session,
} from "./bridge";
import type { Command } from "./generated/Command";
import type { EditorId } from "./generated/EditorId";
import type { Fault } from "./generated/Fault";
import type { Receipt } from "./generated/Receipt";
import { hashOf, Ledger } from "./pretend/ledger";
import { PretendedLogos } from "./pretend/letterhead";
import { mapPage } from "./pretend/map";
import { answer, type Reader } from "./pretend/queries";
import { newClaim } from "./pretend/records";
import { PretendedSafety } from "./pretend/safety";
import { biblioOf, keepCopy } from "./pretend/library";
import { writeSample, type Part } from "./pretend/sample";
import { revisionOf, writeSecondDraft } from "./pretend/second";
import { scalesOf } from "./pretend/scales";
import { fault } from "./pretend/tables";

export interface PretendOptions {
  /** What is there at the start: no desk, a desk without editors, one without cases, the sample, the same with a second draft or with notes, or a crowd. */
  desk?: "none" | "new" | "empty" | "sample" | "drafts" | "notes" | "crowd";
  /** Claims of the crowd. */
  claims?: number;
  readOnly?: boolean;
  /** Minutes from one entry to the next. */
  pace?: number;
  /** Milliseconds that each answer takes. */
  delay?: number;
  /** Addresses that a page preview and page images are read from, and the folder of the logos. */
  previews?: { page: string; pages: string[]; logos?: string };
  settings?: Record<string, string>;
  unsaved?: Record<string, string>;
}

const EVERYBODY: Audience[] = ["checking_file", "checked_copy", "summary", "article"];

const START = Date.UTC(2017, 6, 6, 8, 40);

/** The bridge, with handles by which a test plays the world outside. */
export interface Pretend extends Bridge {
  readonly ledger: Ledger;
  readonly safety: PretendedSafety;
  readonly logos: PretendedLogos;
  readonly settings: Map<string, string>;
  readonly drafts: Map<string, string>;
  /** The commands given so far. */
  readonly commands: Command[];
  /** The pictures saved so far. */
  readonly pictures: PictureRequest[];
  /** Fails the next call with this fault. */
  failNext(fault: Fault): void;
  drop(event: DropEvent): void;
  progress(progress: ImportProgress): void;
}

export function pretend(options: PretendOptions = {}): Pretend {
  return new PretendedBridge(options);
}

class PretendedBridge implements Pretend {
  readonly ledger: Ledger;
  readonly safety = new PretendedSafety(
    () => this.#head,
    () => this.session(),
  );
  readonly logos: PretendedLogos;
  readonly settings: Map<string, string>;
  readonly drafts: Map<string, string>;
  readonly commands: Command[] = [];
  readonly pictures: PictureRequest[] = [];
  #options: PretendOptions;
  #session: Session;
  #fault: Fault | null = null;
  #passphrases = new Map<EditorId, string>();
  #files = 0;
  #cancelled = new Set<string>();
  #moved = new Set<(moved: Moved) => void>();
  #drop = new Set<(event: DropEvent) => void>();
  #copy = new Set<(progress: CopyProgress) => void>();
  #progress = new Set<(progress: ImportProgress) => void>();

  constructor(options: PretendOptions) {
    this.#options = options;
    this.logos = new PretendedLogos(options.previews?.logos ?? "");
    let minutes = 0;
    this.ledger = new Ledger(() => new Date(START + minutes++ * 60_000 * (options.pace ?? 1)).toISOString());
    this.settings = new Map(Object.entries(options.settings ?? {}));
    this.drafts = new Map(Object.entries(options.unsaved ?? {}));
    this.#session = { desk: null, editor: null, locked: [], recent: [], version: "0.1.0", waiting: [] };
    if (options.desk !== "none") this.#open(options);
  }

  session = (): Promise<Session> => this.#soon(() => this.#session);

  openDesk = (token: string | null): Promise<Session> =>
    this.#soon(() => {
      if (token === null && this.#session.desk !== null) return this.#session;
      this.#open(this.#options);
      return this.#session;
    });

  newDesk = (): Promise<Session> =>
    this.#soon(() => {
      this.#open({ ...this.#options, desk: "new" });
      return this.#session;
    });

  exportDesk: Bridge["exportDesk"] = () =>
    this.#soon(() => ({ name: "syria.jsonl", path: "/home/desk/syria.jsonl" }));

  importDesk: Bridge["importDesk"] = () => this.openDesk("copy");

  chooseEditor: Bridge["chooseEditor"] = (editor, passphrase) =>
    this.#soon(() => {
      this.#checkPassphrase(editor, passphrase);
      return (this.#session = { ...this.#session, editor });
    });

  setPassphrase: Bridge["setPassphrase"] = (current, next) =>
    this.#soon(() => {
      const editor = this.#session.editor ?? this.#nobody();
      this.#checkPassphrase(editor, current);
      if (next === null) this.#passphrases.delete(editor);
      else this.#passphrases.set(editor, next);
      return (this.#session = { ...this.#session, locked: [...this.#passphrases.keys()] });
    });

  liftPassphrase: Bridge["liftPassphrase"] = (editor) =>
    this.#soon(() => {
      this.#passphrases.delete(editor);
      return (this.#session = { ...this.#session, locked: [...this.#passphrases.keys()] });
    });

  ask: Bridge["ask"] = (name, input, at) => {
    // What the answer shows is how the desk was when it was asked for, as with the real one.
    const reader = this.#reader(at);
    return this.#soon(() => structuredClone(answer(reader, name, input)));
  };

  execute = (command: Command, why: string | null): Promise<Receipt> =>
    this.#step(() => {
      // The first person signs for themselves: nobody else is there to do so.
      const editor =
        this.#session.editor ?? (command.do === "add_editor" ? (command.id ??= this.ledger.newId()) : null);
      if (editor === null) return this.#nobody();
      this.commands.push(command);
      return this.ledger.execute(editor, command, why);
    });

  undo = (): Promise<Receipt> => this.#step((editor) => this.ledger.undo(editor));
  redo = (): Promise<Receipt> => this.#step((editor) => this.ledger.redo(editor));
  revert = (entry: string, why: string): Promise<Receipt> =>
    this.#step((editor) => this.ledger.revert(editor, entry, why));
  restore: Bridge["restore"] = (entry, scope, why) =>
    this.#step((editor) => this.ledger.restore(editor, entry, scope, why));
  verify: Bridge["verify"] = () =>
    this.#soon(() => ({ entries: this.#head, blobs: this.ledger.texts.size * 3, hash: hashOf(this.#head) }));

  health: Bridge["health"] = () => this.safety.health();
  backUpNow: Bridge["backUpNow"] = () => this.safety.backUpNow();
  backups: Bridge["backups"] = () => this.safety.backups();
  chooseSecondFolder: Bridge["chooseSecondFolder"] = (forget) => this.safety.chooseSecondFolder(forget);
  restoreBackup: Bridge["restoreBackup"] = (token, why) => {
    const backup = this.safety.kept.find((row) => row.token === token);
    return this.restore(this.ledger.entries[(backup?.seq ?? 1) - 1]?.entry ?? "", {}, why);
  };
  acceptDesk: Bridge["acceptDesk"] = () => this.safety.acceptDesk();
  saveCheckpoint: Bridge["saveCheckpoint"] = () => this.safety.saveCheckpoint();
  adoptCheckpoint: Bridge["adoptCheckpoint"] = () => this.safety.adoptCheckpoint();
  countersignCheckpoint: Bridge["countersignCheckpoint"] = () => this.safety.countersignCheckpoint();
  stampQuery: Bridge["stampQuery"] = () => this.safety.stampQuery();
  askStamp: Bridge["askStamp"] = (authority) => this.safety.askStamp(authority);
  saveStampQuery: Bridge["saveStampQuery"] = () => this.safety.saveStampQuery();
  readStamp: Bridge["readStamp"] = () => this.safety.readStamp();
  ownKey: Bridge["ownKey"] = () => this.safety.ownKey();
  renewKey: Bridge["renewKey"] = () => this.safety.renewKey();
  erase: Bridge["erase"] = (what, why) =>
    this.#soon(() => {
      const count = this.ledger.erase(this.#session.editor ?? this.#nobody(), what, why);
      this.#tellMoved();
      return count;
    });
  damage: Bridge["damage"] = () => this.safety.damage();
  recoverDesk: Bridge["recoverDesk"] = (token) => this.safety.recoverDesk(token);
  onHealth: Bridge["onHealth"] = (then) => this.safety.onHealth(then);

  addSample: Bridge["addSample"] = () =>
    this.#soon(() => {
      const editor = this.#session.editor ?? this.#nobody();
      const id = writeSample(this.ledger, editor, editor);
      this.#tellMoved();
      return id;
    });

  chooseFiles: Bridge["chooseFiles"] = () =>
    this.#soon(() => [{ token: `file ${++this.#files}`, name: "draft.docx", size: 48_120 }]);

  importFiles: Bridge["importFiles"] = async (job, into, tokens) => {
    const outcomes: ImportOutcome[] = [];
    for (const [done, token] of tokens.entries()) {
      if (this.#cancelled.has(job)) break;
      this.progress({ job, done, total: tokens.length, name: token });
      outcomes.push(await this.#soon(() => this.#bring(outcomes[0]?.case ?? null, into, token)));
    }
    this.#tellMoved();
    return outcomes;
  };

  importText: Bridge["importText"] = (into, { title, text }) =>
    this.#soon(() => {
      const outcome = this.#bring(null, into, title === "" ? (text.split("\n")[0] ?? "") : title, text);
      this.#tellMoved();
      return outcome;
    });

  cancelImport = (job: string): Promise<void> => this.#soon(() => void this.#cancelled.add(job));

  chooseSources: Bridge["chooseSources"] = (copies) =>
    this.#soon(() => [
      { token: `file ${++this.#files}`, name: copies ? "report.pdf" : "sources.bib", size: 48_120 },
    ]);
  readBibliography: Bridge["readBibliography"] = (from) => this.#soon(() => biblioOf(from));
  attachCopies: Bridge["attachCopies"] = (job, source, tokens, how) =>
    this.#soon(() => {
      const editor = this.#session.editor ?? this.#nobody();
      const outcomes = tokens.map((token): CopyOutcome => {
        const name = `${token}.txt`;
        this.#copy.forEach((then) => {
          then({ job, name, step: "bytes", done: 1, total: 2 });
        });
        const id = this.ledger.newId();
        keepCopy(this.ledger, editor, { id, source, name, how });
        return { name, snapshot: id, fault: null };
      });
      this.#tellMoved();
      return outcomes;
    });
  capturePage: Bridge["capturePage"] = (_job, source, address) =>
    this.#soon(() => {
      const id = this.ledger.newId();
      const editor = this.#session.editor ?? this.#nobody();
      keepCopy(this.ledger, editor, { id, source, name: "page.warc", how: "fetched" });
      this.#tellMoved();
      return { snapshot: id, url: address, redirects: [], parts: 2, missing: [] };
    });
  showCopy: Bridge["showCopy"] = () => this.#soon(() => ({ kind: "nothing", why: "" }));
  copyPages: Bridge["copyPages"] = () => this.#soon(() => this.#options.previews?.pages ?? []);
  saveCopy: Bridge["saveCopy"] = () =>
    this.#soon(() => ({ name: "report.pdf", path: "/home/desk/report.pdf" }));
  onCopy: Bridge["onCopy"] = (then) => {
    this.#copy.add(then);
    return Promise.resolve(() => void this.#copy.delete(then));
  };
  saveBibliography: Bridge["saveBibliography"] = (format, sources) =>
    this.#soon(() => {
      if (sources?.length === 0) throw fault("input", "There is no source here to export.");
      return { name: `Sources.${format}`, path: `/home/desk/Sources.${format}` };
    });

  chooseLogo: Bridge["chooseLogo"] = () => this.#soon(() => this.logos.choose());
  drawLogo: Bridge["drawLogo"] = (token) => this.#soon(() => this.logos.draw(token));
  showLogo: Bridge["showLogo"] = (at) => {
    const { tables } = this.#reader(at);
    return this.#soon(() => this.logos.shown(tables));
  };
  setLetterhead: Bridge["setLetterhead"] = (name, choice) =>
    this.#step(() => {
      const { desk, editor } = this.#session;
      if (desk?.readOnly === true) throw fault("read_only", desk.notice);
      const logo = this.logos.chosen(choice);
      const command = { do: "set_letterhead", name, ...(logo !== undefined && { logo }) } as const;
      return this.ledger.execute(editor ?? this.#nobody(), command, null);
    });

  formats: Bridge["formats"] = () =>
    this.#soon(() => [
      { key: "pdf", name: "PDF document", extension: "pdf", fits: EVERYBODY },
      { key: "html", name: "Web page", extension: "html", fits: EVERYBODY },
      { key: "markdown", name: "Markdown text", extension: "md", fits: EVERYBODY },
      { key: "json", name: "Data (JSON)", extension: "json", fits: EVERYBODY },
      { key: "bibtex", name: "Sources as BibTeX", extension: "bib", fits: ["checking_file", "article"] },
    ]);

  previewReport: Bridge["previewReport"] = ({ format, audience, options, redaction, case: of, claims }, at) =>
    this.#soon(() => {
      const { tables } = this.#reader(at);
      if (!tables.case.has(of)) throw fault("not_found", "There is no such case.");
      const previews = this.#options.previews ?? { page: "about:blank", pages: [] };
      if (format === "html") return { kind: "page", url: previews.page };
      if (format === "pdf") return { kind: "pages", urls: previews.pages, total: 13 };
      const title = [audience, options.language, options.paper, options.style, redaction].join(" ");
      const lines = [...tables.claim.values()]
        .filter((claim) => claims.length === 0 || claims.includes(claim.id))
        .map((claim) => `${claim.number}. ${claim.statement}`);
      return { kind: "text", text: `# ${title}\n\n${lines.join("\n")}` };
    });

  saveReport: Bridge["saveReport"] = (_job, { format }) =>
    this.#soon(() => ({ name: `report.${format}`, path: `/home/desk/report.${format}` }));

  evidenceMap: Bridge["evidenceMap"] = (claim, at) => this.#soon(() => mapPage(this.#reader(at), claim));
  savePicture: Bridge["savePicture"] = (request) =>
    this.#soon(() => {
      this.pictures.push(request);
      return { name: `map.${request.format}`, path: `/home/desk/map.${request.format}` };
    });

  unsaved = (): Promise<Record<string, string>> => this.#soon(() => Object.fromEntries(this.drafts));
  keepUnsaved = (key: string, text: string | null): Promise<void> =>
    this.#soon(() => {
      if (text === null) this.drafts.delete(key);
      else this.drafts.set(key, text);
    });
  setting = (key: string): Promise<string | null> => this.#soon(() => this.settings.get(key) ?? null);
  keepSetting = (key: string, value: string): Promise<void> =>
    this.#soon(() => void this.settings.set(key, value));

  checkLink = (href: string): Promise<string> =>
    this.#soon(() => {
      if (!/^(https?|mailto):/u.test(href)) return this.#refuse("This address cannot be opened.");
      return new URL(href).host;
    });
  openLink = (): Promise<void> => this.#soon(() => undefined);

  onMoved: Bridge["onMoved"] = (then) => listen(this.#moved, then);
  onDrop: Bridge["onDrop"] = (then) => listen(this.#drop, then);
  onImport: Bridge["onImport"] = (then) => listen(this.#progress, then);

  failNext(failure: Fault): void {
    this.#fault = failure;
  }
  drop(event: DropEvent): void {
    if (event.stage === "drop") this.logos.know(event.files);
    for (const then of this.#drop) then(event);
  }
  progress(progress: ImportProgress): void {
    for (const then of this.#progress) then(progress);
  }

  #checkPassphrase(editor: EditorId, given: string | null): void {
    const kept = this.#passphrases.get(editor);
    if (kept !== undefined && kept !== given) this.#refuse("This is not the passphrase of this editor.");
  }

  get #head(): number {
    return this.ledger.entries.length;
  }

  /** Answers a moment later, as the real one does: nothing on screen may count on an answer at once. */
  async #soon<T>(make: () => T): Promise<T> {
    const failure = this.#fault;
    this.#fault = null;
    await new Promise((done) => setTimeout(done, this.#options.delay ?? 0));

    if (failure !== null) throw failure;
    return make();
  }

  async #step(make: (editor: EditorId) => Receipt): Promise<Receipt> {
    const receipt = await this.#soon(() => make(this.#session.editor ?? ""));
    this.#tellMoved();
    return receipt;
  }

  #tellMoved(): void {
    for (const then of this.#moved) then({ seq: this.#head });
  }

  #reader(at: number | null): Reader {
    const until = at ?? this.#head;
    const last = this.ledger.entries[until - 1];
    return {
      tables: this.ledger.tablesAt(at),
      texts: this.ledger.texts,
      head: { seq: until, entry: last?.entry ?? null, at: last?.at ?? null, hash: last?.hash ?? "" },
      history: (input) => this.ledger.history(input, until),
      steps: (editor) => this.ledger.steps(editor),
      entries: this.ledger.entries,
    };
  }

  #open({ desk = "sample", claims = 1000, readOnly = false }: PretendOptions): void {
    const notice = readOnly ? "Another program has this desk open. Close it there to change it here." : "";
    const path = "/home/desk/syria.claimdesk";
    this.#session = {
      desk: { name: "syria", path, readOnly, notice },
      editor: null,
      locked: [...this.#passphrases.keys()],
      recent: [
        { token: "recent 1", name: "syria", path },
        { token: "recent 2", name: "elections", path: "/home/desk/elections.claimdesk" },
      ],
      version: "0.1.0",
      waiting: [],
    };
    if (this.#head > 0 || desk === "new" || desk === "none") return;
    const first = this.ledger.newId();
    this.ledger.execute(first, { do: "add_editor", id: first, name: "First editor", initials: "FE" }, null);
    const second = this.ledger.newId();
    this.ledger.execute(
      first,
      { do: "add_editor", id: second, name: "Second editor", initials: "SE", role: "head" },
      null,
    );
    for (const { template } of scalesOf(this.ledger.newId)) {
      this.ledger.execute(first, { do: "copy_scale", template }, null);
    }
    this.#session = { ...this.#session, editor: first };
    if (desk === "sample" || desk === "drafts") writeSample(this.ledger, first, second);
    if (desk === "notes") writeSample(this.ledger, first, second, true);
    if (desk === "drafts") writeSecondDraft(this.ledger, first);
    if (desk === "crowd") this.#crowd(first, claims);
  }

  /** Many claims in one case. They are put in as one entry: nobody waits for 100,000 of them. */
  #crowd(editor: string, count: number): void {
    this.ledger.execute(editor, { do: "add_case", name: "A long report" }, null);
    const [at] = this.ledger.tables.case.keys();
    const claim = this.ledger.tables.claim as Map<string, ReturnType<typeof newClaim>>;
    for (let number = 1; number <= count; number++) {
      const id = this.ledger.newId();
      const statement = `Line ${number} of the report says what it says.`;
      const when = { tagged_at: new Date(START).toISOString(), tagged_by: editor };
      claim.set(id, newClaim({ id, case: at ?? "", number, statement, ...when }));
    }
  }

  #bring(open: string | null, into: ImportInto, name: string, text = name): ImportOutcome {
    const editor = this.#session.editor ?? this.#nobody();
    if (into.draftOf) return this.#bringDraft(editor, into.draftOf, name, text === name ? null : text);
    let at = into.case ?? open;
    if (at === null) {
      const made = this.ledger.execute(editor, { do: "add_case", name: into.newCase || name }, null);
      at = made.created[0]?.id ?? null;
    }
    const blocks = [{ kind: "paragraph", start: 0, end: [...text].length, level: 0 }];
    const about = { original: "", media_type: "text/plain", name, words: 0 };
    const provenance = { reader: "pretend", charset: "utf-8", warnings: [] };
    const body = { ...about, provenance, text, layout: JSON.stringify({ blocks }) };
    const receipt = this.ledger.execute(
      editor,
      { do: "add_document", case: at ?? "", title: name, text: body },
      null,
    );
    const document = receipt.created.find((one) => one.kind === "document")?.id ?? null;
    return { name, document, case: at, title: name, warnings: [], fault: null, same: null };
  }

  /** The next draft of a document: the text that was given, or the last one with a sentence more. */
  #bringDraft(editor: string, document: string, name: string, given: string | null): ImportOutcome {
    const { tables, texts } = this.ledger;
    const last = [...tables.revision.values()].filter((one) => one.document === document).at(-1);
    const text = given ?? `${texts.get(last?.id ?? "")?.text ?? ""}\n\nA sentence with 7 new words came.`;
    const parts = text.split("\n\n").map((words): Part => ["paragraph", words]);
    this.ledger.execute(editor, revisionOf(document, parts), null);
    const { case: at, title } = tables.document.get(document) ?? this.#refuse("There is no such document.");
    return { name, document, case: at, title, warnings: [], fault: null, same: null };
  }

  #nobody(): never {
    return this.#refuse("Nobody is signed in.", "Choose who you are first.");
  }

  #refuse(message: string, hint = ""): never {
    throw fault("refused", message, hint);
  }
}

async function listen<T>(all: Set<(said: T) => void>, then: (said: T) => void): Promise<() => void> {
  all.add(then);
  return Promise.resolve(() => void all.delete(then));
}
