/**
 * The source library over the desk: which source is chosen there, which copy of one is open, and
 * bibliographies that wait to be brought in.
 */
import {
  bridge,
  type Biblio,
  type BiblioFormat,
  type BiblioFrom,
  type FileToken,
  type SavedFile,
} from "../api/bridge";
import type { SourceId } from "../api/generated/SourceId";
import { tell } from "./act.svelte";
import { copying } from "./copying.svelte";
import { moment } from "./moment.svelte";
import { screens } from "./screens.svelte";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

export type { Biblio, BiblioFormat } from "../api/bridge";

const BIBLIOGRAPHY = /\.(bib|bibtex|ris)$/i;

class Library {
  source: SourceId | null = $state(null);
  /** What is about to be brought in: a text to be read, or null while nothing is. */
  bringing: { text: string; biblio: Biblio | null } | null = $state.raw(null);
  /** Whether a file is being read. */
  reading = $state(false);

  /** Shows the library, at a source if one is named. */
  show(source: SourceId | null = null): void {
    screens.open("sources");
    if (source !== null) this.source = source;
  }

  /** Opens the window for entries: what was pasted, or nothing yet. */
  bring(text = ""): void {
    if (!this.#mayBegin()) return;
    screens.open("sources");
    this.bringing = { text, biblio: null };
    if (text.trim() !== "") void this.read({ text }, text);
  }

  /** Takes files that were dropped: bibliographies, and copies of the source that is chosen in the library. */
  takes(files: readonly FileToken[]): boolean {
    const [first] = files;
    if (
      screens.shown === "sources" &&
      this.source !== null &&
      !files.some((file) => BIBLIOGRAPHY.test(file.name))
    ) {
      void copying.attach(this.source, files, "file");
      return true;
    }
    if (first === undefined || !files.every((file) => BIBLIOGRAPHY.test(file.name))) return false;
    if (!this.#mayBegin()) return true;
    void this.readFile(first);
    return true;
  }

  async chooseFile(): Promise<void> {
    if (!this.#mayBegin()) return;
    try {
      const [first] = await bridge().chooseSources(false);
      if (first !== undefined) await this.readFile(first);
    } catch (error) {
      tell(error);
    }
  }

  async readFile(file: FileToken): Promise<void> {
    screens.open("sources");
    await this.read({ token: file.token }, "");
  }

  async read(from: BiblioFrom, text: string): Promise<void> {
    this.reading = true;
    try {
      this.bringing = { text, biblio: await bridge().readBibliography(from) };
    } catch (error) {
      this.bringing ??= { text, biblio: null };
      tell(error);
    }
    this.reading = false;
  }

  /** Asks where, and writes sources of the moment on screen there: those of a list, or all without one. */
  save(format: BiblioFormat, sources: readonly SourceId[] | null): Promise<SavedFile | null> {
    return bridge().saveBibliography(format, sources && [...sources], moment.at);
  }

  #mayBegin(): boolean {
    if (session.canWrite) return true;
    toasts.show({ text: session.whyNot, tone: "reb", timeout: 8_000 });
    return false;
  }
}

export const library = new Library();
