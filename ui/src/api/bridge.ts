/**
 * The border to the program: the only module that names Tauri.
 *
 * Every call is one of the functions below; every change goes through
 * `execute` or one of the steps (undo, redo, revert, restore). Errors are
 * `Fault` values: show `message`, then `hint`. Tests put `pretend.ts` in its
 * place through `useBridge`.
 */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { CaseId } from "./generated/CaseId";
import type { ClaimId } from "./generated/ClaimId";
import type { Command } from "./generated/Command";
import type { DocumentId } from "./generated/DocumentId";
import type { RevisionId } from "./generated/RevisionId";
import type { Erasing } from "./generated/Erasing";
import type { EditorId } from "./generated/EditorId";
import type { EntryId } from "./generated/EntryId";
import type { EvidenceMapPage } from "./generated/EvidenceMapPage";
import type { Fault } from "./generated/Fault";
import type { Queries } from "./generated/Queries";
import type { Receipt } from "./generated/Receipt";
import type { Capture } from "./generated/Capture";
import type { SnapshotId } from "./generated/SnapshotId";
import type { SourceId } from "./generated/SourceId";
import type { SourcePatch } from "./generated/SourcePatch";
import type { RestoreScope } from "./generated/RestoreScope";
import type { Verified } from "./generated/Verified";
import type { FormatInfo, PictureRequest, Preview, ReportRequest } from "./reports";

export type {
  Audience,
  CitationStyle,
  FormatInfo,
  PictureRequest,
  Preview,
  Redaction,
  ReportOptions,
  ReportRequest,
} from "./reports";

/** The desk that is open, and who sits at it. */
export interface Session {
  /** `null` until one is opened. */
  desk: OpenDesk | null;
  /** Who acts; `null` until somebody is chosen. */
  editor: EditorId | null;
  /** Who has a passphrase on this computer. */
  locked: EditorId[];
  /** Desks that were opened before, newest first. */
  recent: RecentDesk[];
  version: string;
  /** Files named on the command line, handed over once, when somebody sits at the desk. */
  waiting: FileToken[];
}

export interface OpenDesk {
  /** File name without its ending. */
  name: string;
  /** Where it is, for showing. */
  path: string;
  /** Changes are refused: another program holds it, or the place is not writable. */
  readOnly: boolean;
  /** Why it is read-only, and what to do; empty otherwise. */
  notice: string;
}

export interface RecentDesk {
  /** Opaque: hand it to `openDesk`. */
  token: string;
  name: string;
  path: string;
}

/** A file that was dropped or chosen; its path stays on the other side. */
export interface FileToken {
  token: string;
  name: string;
  /** Bytes. */
  size: number;
}

export type DropEvent =
  { stage: "over"; files: number } | { stage: "leave" } | { stage: "drop"; files: FileToken[] };

/** Where an import stands. `done` files of `total`; `name` is being read. */
export interface ImportProgress {
  job: string;
  done: number;
  total: number;
  name: string;
}

/** What became of one file or text. */
export interface ImportOutcome {
  name: string;
  document: DocumentId | null;
  case: CaseId | null;
  title: string;
  /** Sentences on what was left out or guessed. */
  warnings: string[];
  /** Why it did not come in. */
  fault: Fault | null;
  /** The draft that came from the same bytes, where that is why. */
  same: SameDraft | null;
}

/** A draft that the desk has already. */
export interface SameDraft {
  case: CaseId;
  document: DocumentId;
  revision: RevisionId;
}

export interface ImportInto {
  /** An open case; or else `newCase`. */
  case: CaseId | null;
  /** The name of a case to open for it; empty: the first document's title. */
  newCase: string | null;
  /** The document whose next draft it is; then no case is asked for. */
  draftOf?: DocumentId | null;
}

export interface PastedText {
  /** Empty: found in the text. */
  title: string;
  text: string;
  /** The clipboard's HTML, if it had any: keeps headings, lists and links. */
  html: string | null;
}

/** Where a bibliography is: a file, or a text of entries, addresses or DOIs. */
export type BiblioFrom = { token: string } | { text: string };

export type BiblioFormat = "bibtex" | "ris" | "csl";

/** A bibliography before it is brought in. */
export interface Biblio {
  /** `names`: addresses and DOIs, one a line. */
  format: BiblioFormat | "names";
  /** The name of the file; empty for a text. */
  name: string;
  entries: SourcePatch[];
  /** What could not be read: a sentence each. */
  problems: string[];
}

/** What became of a file that was to be kept as a copy of a source. */
export interface CopyOutcome {
  name: string;
  snapshot: SnapshotId | null;
  fault: Fault | null;
}

/** A page that was taken from its address. */
export interface CapturedPage {
  snapshot: SnapshotId;
  /** Where it was in the end. */
  url: string;
  /** The addresses on the way there. */
  redirects: string[];
  /** How many pictures and styles came along. */
  parts: number;
  /** What did not come along, and why. */
  missing: string[];
}

/** How far a copy is: bytes that were read of all of them, the text in it, or keeping it. */
export interface CopyProgress {
  job: string;
  name: string;
  step: "fetch" | "bytes" | "text" | "keep";
  done: number;
  total: number;
}

/** A copy as a screen shows it; addresses are for a sandboxed frame or an image. */
export type CopyView =
  | { kind: "pages"; total: number }
  | { kind: "page"; url: string }
  | { kind: "picture"; url: string }
  | { kind: "nothing"; why: string };

/** What becomes of the desk's logo. */
export type LogoChoice = { kind: "keep" } | { kind: "remove" } | { kind: "file"; token: string };

/** A logo as a screen shows it: an address for an image. */
export interface LogoView {
  url: string;
}

export interface SavedFile {
  name: string;
  path: string;
  /** What should be known of it. */
  notice?: string;
}

/** What is known of the open desk's safety; sent whenever it changes. */
export interface Health {
  checking: boolean;
  /** The last verification of the whole desk since it was opened. */
  checked: { at: string; entries: number; fault: Fault | null } | null;
  backingUp: boolean;
  /** The newest verified backup. */
  backup: BackupRow | null;
  /** Why the last backup, or its second copy, was not made. */
  backupFault: Fault | null;
  /** The second folder of backups, for showing. */
  second: string | null;
  /** What this computer saw of the ledger before, against the file; null until it was looked at. */
  seen: { what: "first" | "goes_on" | "set_back" | "rewritten"; size: number; at: string | null } | null;
  /** So many first entries are covered by a checkpoint which a key that the desk announces signed. */
  signed: number;
  /** So many are covered by one that somebody whose key is known here countersigned. */
  seenByOthers: number;
  /** So many were there when a time-stamping service saw them, by its clock and its own word for who it is. */
  stamped: { size: number; at: string; authority: string } | null;
}

/** All that a time-stamping service would be sent, and the address that was asked last. */
export interface StampQuery {
  size: number;
  /** In hex. */
  sha256: string;
  authority: string;
}

/** The key that signs on this computer. */
export interface KeyShown {
  key: string;
  /** Whether the system's store of secrets keeps it; otherwise a file that only the user can read does. */
  inSystem: boolean;
}

/** A copy of the desk that was verified before it got its name. */
export interface BackupRow {
  /** Opaque: hand it to `restoreBackup` or `recoverDesk`. */
  token: string;
  name: string;
  made: string;
  /** The newest entry in it. */
  seq: number;
  /** Bytes. */
  size: number;
}

/** A desk that could not be opened because it is damaged. */
export interface Damage {
  name: string;
  path: string;
  fault: Fault;
  backups: BackupRow[];
}

/** What became of a damaged desk: entries to `base` came from the backup, to `kept` from the damaged file. */
export interface Recovered {
  session: Session;
  /** The folder with the damaged files, byte for byte. */
  keptIn: string;
  base: number;
  kept: number;
  /** Entries after `kept` up to this one are lost; null if none is known to be. */
  lost: number | null;
}

/** Where the ledger stands now; sent after every change, whoever made it. */
export interface Moved {
  seq: number;
}

export type QueryName = keyof Queries;
export type Input<Q extends QueryName> = Queries[Q][0];
export type Answer<Q extends QueryName> = Queries[Q][1];

/** What a bridge can do. */
export interface Bridge {
  session(): Promise<Session>;
  /** Opens a desk by token, or asks for a file when `null`. Resolves to the session as it then is. */
  openDesk(token: string | null): Promise<Session>;
  /** Asks where, and makes an empty desk there. */
  newDesk(): Promise<Session>;
  /** Asks where, and writes the whole desk there as JSON lines; `null` when broken off. */
  exportDesk(): Promise<SavedFile | null>;
  /** Asks for such a file and for a place, makes the desk anew, verifies and opens it. */
  importDesk(): Promise<Session>;
  /** Refused without their passphrase, where they have one. */
  chooseEditor(editor: EditorId, passphrase: string | null): Promise<Session>;
  /** Gives whoever sits here a passphrase, or (null) takes it away. */
  setPassphrase(current: string | null, next: string | null): Promise<Session>;
  /** Takes away a colleague's passphrase: only who heads the desk may. */
  liftPassphrase(editor: EditorId): Promise<Session>;

  /** Asks a question about now (`at: null`) or about just after an entry. */
  ask<Q extends QueryName>(name: Q, input: Input<Q>, at: number | null): Promise<Answer<Q>>;
  execute(command: Command, why: string | null): Promise<Receipt>;
  undo(): Promise<Receipt>;
  redo(): Promise<Receipt>;
  revert(entry: EntryId, why: string): Promise<Receipt>;
  /** Brings back what was just after an entry: the desk, or what the scope names of it. */
  restore(entry: EntryId, scope: RestoreScope, why: string): Promise<Receipt>;
  verify(): Promise<Verified>;

  health(): Promise<Health>;
  /** Makes a backup now, whether or not the desk has changed. How it went comes as health. */
  backUpNow(): Promise<void>;
  /** The backups of the open desk, newest first. */
  backups(): Promise<BackupRow[]>;
  /** Asks for a second folder for backups, or forgets it. */
  chooseSecondFolder(forget: boolean): Promise<void>;
  /** Brings the desk to where it stood in a backup, as a new entry. */
  restoreBackup(token: string, why: string): Promise<Receipt>;
  /** Takes the desk as it is, although it is not what this computer saw of it before. */
  acceptDesk(): Promise<void>;
  /** Signs the head, asks where, and saves the checkpoint: its name, or null when broken off. */
  saveCheckpoint(): Promise<string | null>;
  /** Asks for a checkpoint that came back countersigned, and keeps it; whether one was chosen. */
  adoptCheckpoint(): Promise<boolean>;
  /** Asks for a colleague's checkpoint and countersigns it: the key to hand them, or null when broken off. */
  countersignCheckpoint(): Promise<string | null>;
  /** Signs the head, and shows what a time-stamping service would be sent. Nothing is sent. */
  stampQuery(): Promise<StampQuery>;
  /** Asks a service over the network, verifies its answer and keeps it: who it says to be. */
  askStamp(authority: string): Promise<string>;
  /** Asks where, and saves the query for another computer: its name, or null when broken off. */
  saveStampQuery(): Promise<string | null>;
  /** Asks for an answer that came by file, verifies and keeps it: who the service says to be. */
  readStamp(): Promise<string | null>;
  ownKey(): Promise<KeyShown>;
  /** Makes a new key in the place of the one that signs here; `revoked`: the old one may be in other hands. */
  renewKey(revoked: boolean, why: string): Promise<KeyShown>;
  /** Erases a document's words by law, here and in the backups: how many kept texts went. */
  erase(what: Erasing, why: string): Promise<number>;
  /** The desk that could not be opened because it is damaged, if there is one. */
  damage(): Promise<Damage | null>;
  /** Puts it together again, from a backup or (null) from itself alone, and opens it. */
  recoverDesk(token: string | null): Promise<Recovered>;

  /** Adds the sample case; resolves to its id. */
  addSample(): Promise<CaseId>;
  /** Asks for files; empty when broken off. */
  chooseFiles(): Promise<FileToken[]>;
  importFiles(job: string, into: ImportInto, tokens: string[]): Promise<ImportOutcome[]>;
  importText(into: ImportInto, text: PastedText): Promise<ImportOutcome>;
  cancelImport(job: string): Promise<void>;

  /** Asks for files: copies of a source, of whatever kind, or else a bibliography. */
  chooseSources(copies: boolean): Promise<FileToken[]>;
  /** Reads a bibliography. Nothing is written. */
  readBibliography(from: BiblioFrom): Promise<Biblio>;
  /** Keeps files as copies of a source, each as an entry of its own. `cancelImport` breaks it off. */
  attachCopies(job: string, source: SourceId, tokens: string[], how: Capture): Promise<CopyOutcome[]>;
  /** Takes a page over the network, and keeps it. `cancelImport` breaks it off. */
  capturePage(job: string, source: SourceId, address: string): Promise<CapturedPage>;
  showCopy(snapshot: SnapshotId, at: number | null): Promise<CopyView>;
  /** Draws pages of a PDF, from `first` (0 is the first); an address for each. */
  copyPages(snapshot: SnapshotId, first: number, count: number, at: number | null): Promise<string[]>;
  /** Asks where, and writes the bytes there as they came. */
  saveCopy(snapshot: SnapshotId, at: number | null): Promise<SavedFile | null>;
  /** Asks where, and writes sources there: those of a list, or all without one. `null` when broken off. */
  saveBibliography(
    format: BiblioFormat,
    sources: SourceId[] | null,
    at: number | null,
  ): Promise<SavedFile | null>;

  /** Asks for a picture; `null` when broken off. */
  chooseLogo(): Promise<FileToken | null>;
  /** Redraws a picture as the logo that it would become. Nothing is kept. */
  drawLogo(token: string): Promise<LogoView>;
  /** The logo that the desk has at a moment. */
  showLogo(at: number | null): Promise<LogoView | null>;
  /** Sets what the desk is called in its reports (empty: as its file is) and its logo, in one step. */
  setLetterhead(name: string, logo: LogoChoice): Promise<Receipt>;

  formats(): Promise<FormatInfo[]>;
  previewReport(request: ReportRequest, at: number | null): Promise<Preview>;
  /** Asks where; `null` when broken off: in the dialog, or by `cancelImport`. */
  saveReport(job: string, request: ReportRequest, at: number | null): Promise<SavedFile | null>;

  /** What bears on a claim and what happened around it, each with a picture of it. */
  evidenceMap(claim: ClaimId, at: number | null): Promise<EvidenceMapPage>;
  /** Asks where; `null` when broken off. */
  savePicture(request: PictureRequest, at: number | null): Promise<SavedFile | null>;

  /** Field texts that were typed but not yet committed, by key. */
  unsaved(): Promise<Record<string, string>>;
  /** Remembers a field's text; `null` forgets it. */
  keepUnsaved(key: string, text: string | null): Promise<void>;
  setting(key: string): Promise<string | null>;
  keepSetting(key: string, value: string): Promise<void>;

  /** The host of an address in punycode if it may be opened (https, http, mailto), else a fault. */
  checkLink(href: string): Promise<string>;
  /** Opens an address in the user's browser; ask first. */
  openLink(href: string): Promise<void>;

  onHealth(then: (health: Health) => void): Promise<() => void>;
  onMoved(then: (moved: Moved) => void): Promise<() => void>;
  onDrop(then: (event: DropEvent) => void): Promise<() => void>;
  onCopy(then: (progress: CopyProgress) => void): Promise<() => void>;
  onImport(then: (progress: ImportProgress) => void): Promise<() => void>;
}

/** Whether an error is a fault of the program, not of the interface. */
export function isFault(error: unknown): error is Fault {
  return (
    typeof error === "object" && error !== null && "kind" in error && "message" in error && "hint" in error
  );
}

async function on<T>(event: string, then: (payload: T) => void): Promise<() => void> {
  return listen<T>(event, ({ payload }) => then(payload));
}

const tauri: Bridge = {
  session: () => invoke("session"),
  openDesk: (token) => invoke("open_desk", { token }),
  newDesk: () => invoke("new_desk"),
  exportDesk: () => invoke("export_desk"),
  importDesk: () => invoke("import_desk"),
  chooseEditor: (editor, passphrase) => invoke("choose_editor", { editor, passphrase }),
  setPassphrase: (current, next) => invoke("set_passphrase", { current, next }),
  liftPassphrase: (editor) => invoke("lift_passphrase", { editor }),
  ask: (name, input, at) => invoke("ask", { name, input, at }),
  execute: (command, why) => invoke("execute", { command, why }),
  undo: () => invoke("undo"),
  redo: () => invoke("redo"),
  revert: (entry, why) => invoke("revert", { entry, why }),
  restore: (entry, scope, why) => invoke("restore", { entry, scope, why }),
  verify: () => invoke("verify"),
  health: () => invoke("health"),
  backUpNow: () => invoke("back_up_now"),
  backups: () => invoke("list_backups"),
  chooseSecondFolder: (forget) => invoke("choose_second_folder", { forget }),
  restoreBackup: (token, why) => invoke("restore_backup", { token, why }),
  acceptDesk: () => invoke("accept_desk"),
  saveCheckpoint: () => invoke("save_checkpoint"),
  adoptCheckpoint: () => invoke("adopt_checkpoint"),
  countersignCheckpoint: () => invoke("countersign_checkpoint"),
  stampQuery: () => invoke("stamp_query"),
  askStamp: (authority) => invoke("ask_stamp", { authority }),
  saveStampQuery: () => invoke("save_stamp_query"),
  readStamp: () => invoke("read_stamp"),
  ownKey: () => invoke("own_key"),
  renewKey: (revoked, why) => invoke("renew_key", { revoked, why }),
  erase: (what, why) => invoke("erase_by_law", { what, why }),
  damage: () => invoke("damage"),
  recoverDesk: (token) => invoke("recover_desk", { token }),
  addSample: () => invoke("add_sample"),
  chooseFiles: () => invoke("choose_files"),
  importFiles: (job, into, tokens) => invoke("import_files", { job, into, tokens }),
  importText: (into, text) => invoke("import_text", { into, text }),
  cancelImport: (job) => invoke("cancel_import", { job }),
  chooseSources: (copies) => invoke("choose_sources", { copies }),
  readBibliography: (from) => invoke("read_bibliography", { from }),
  attachCopies: (job, source, tokens, how) => invoke("attach_copies", { job, source, tokens, how }),
  capturePage: (job, source, address) => invoke("capture_page", { job, source, address }),
  showCopy: (snapshot, at) => invoke("show_copy", { snapshot, at }),
  copyPages: (snapshot, first, count, at) => invoke("copy_pages", { snapshot, first, count, at }),
  saveCopy: (snapshot, at) => invoke("save_copy", { snapshot, at }),
  saveBibliography: (format, sources, at) => invoke("save_bibliography", { format, sources, at }),
  chooseLogo: () => invoke("choose_logo"),
  drawLogo: (token) => invoke("draw_logo", { token }),
  showLogo: (at) => invoke("show_logo", { at }),
  setLetterhead: (name, logo) => invoke("set_letterhead", { name, logo }),
  formats: () => invoke("formats"),
  previewReport: (request, at) => invoke("preview_report", { request, at }),
  saveReport: (job, request, at) => invoke("save_report", { job, request, at }),
  evidenceMap: (claim, at) => invoke("evidence_map", { claim, at }),
  savePicture: (request, at) => invoke("save_picture", { request, at }),
  unsaved: () => invoke("unsaved"),
  keepUnsaved: (key, text) => invoke("keep_unsaved", { key, text }),
  setting: (key) => invoke("setting", { key }),
  keepSetting: (key, value) => invoke("keep_setting", { key, value }),
  checkLink: (href) => invoke("check_link", { href }),
  openLink: (href) => invoke("open_link", { href }),
  onHealth: (then) => on("health", then),
  onMoved: (then) => on("moved", then),
  onDrop: (then) => on("dropped", then),
  onCopy: (then) => on("copy", then),
  onImport: (then) => on("import", then),
};

let current: Bridge = tauri;

/** The bridge in use. */
export function bridge(): Bridge {
  return current;
}

/** Puts another bridge in place: tests alone do so. */
export function useBridge(other: Bridge): void {
  current = other;
}
