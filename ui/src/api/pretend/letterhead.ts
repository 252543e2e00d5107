/** The letterhead of the pretended desk: which files are pictures, what is drawn of one, and what is kept. */
import type { FileToken, LogoChoice, LogoView } from "../bridge";
import type { Command } from "../generated/Command";
import type { Letterhead } from "../generated/Letterhead";
import type { Logo } from "../generated/Logo";
import type { NewLogo } from "../generated/NewLogo";
import { fault, type Pending, type Tables } from "./tables";

type SetLetterhead = Extract<Command, { do: "set_letterhead" }>;

/** The longest text that a field keeps, in code points. */
const FIELD_LIMIT = 100_000;
/** The most bytes of a file that are read. */
const MOST_BYTES = 64 * 1024 * 1024;
/** No picture has fewer bytes: such a file was cut off. */
const LEAST_BYTES = 67;

const PICTURE = /\.(png|jpe?g|webp|gif)$/iu;

export const letterheadOf = (tables: Tables): Letterhead | null => [...tables.letterhead.values()][0] ?? null;

export function setLetterhead(pending: Pending, { name, logo }: SetLetterhead): void {
  const known = letterheadOf(pending.tables);
  const next = { ...(known ?? { id: pending.newId(), name: "", logo: null }) };
  if (name !== undefined) {
    const found = [...name].length;
    if (found > FIELD_LIMIT)
      throw fault(
        "refused",
        `The name is too long: ${found} characters; at most ${FIELD_LIMIT} are kept.`,
        "Nothing was changed.",
      );
    next.name = name.trim();
  }
  if (logo !== undefined) next.logo = logo && kept(logo);
  if (next.name !== "" || next.logo !== null) pending.put("letterhead", next);
  else if (known !== null) pending.drop("letterhead", known.id);
}

const kept = ({ png, name }: NewLogo): Logo => ({
  png: { blob: png, size: 4_812, media_type: "image/png", name },
  width: 320,
  height: 120,
});

/** The files that a picture may be chosen from. */
export class PretendedLogos {
  /** What the file dialog answers next; null breaks it off. */
  next: FileToken | null = { token: "logo", name: "sign.png", size: 4_812 };
  /** The files that the program knows, by token. */
  readonly files = new Map<string, FileToken>();
  /** The folder that the pictures are served from. */
  #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  know(files: readonly FileToken[]): void {
    for (const file of files) this.files.set(file.token, file);
  }

  choose(): FileToken | null {
    if (this.next !== null) this.know([this.next]);
    return this.next;
  }

  draw(token: string): LogoView {
    return this.#view(this.#picture(token).name);
  }

  shown(tables: Tables): LogoView | null {
    const logo = letterheadOf(tables)?.logo ?? null;
    return logo && this.#view(logo.png.name);
  }

  /** The same as the command has it. */
  chosen(choice: LogoChoice): NewLogo | null | undefined {
    if (choice.kind === "keep") return undefined;
    if (choice.kind === "remove") return null;
    const { name } = this.#picture(choice.token);
    return { png: `png of ${name}`, name };
  }

  #picture(token: string): FileToken {
    const file = this.files.get(token);
    if (file === undefined)
      throw fault("input", "This file is not known any more: choose it again.", "Nothing was changed.");
    const { name, size } = file;
    if (size > MOST_BYTES)
      throw fault(
        "input",
        `The picture has ${size} bytes; at most ${MOST_BYTES} are read. Save it smaller.`,
        "Nothing was changed.",
      );
    if (size === 0)
      throw fault(
        "unreadable",
        "The file is empty.",
        "Check that the file was saved or downloaded completely.",
      );
    if (!PICTURE.test(name))
      throw fault(
        "unreadable",
        "This is a file of another kind, not a PNG, JPEG, WebP or GIF.",
        "Open it in a program that draws, and save it as PNG.",
      );
    if (size < LEAST_BYTES)
      throw fault("unreadable", "The file is damaged: the picture cannot be drawn.", "Save it anew.");
    return file;
  }

  #view(name: string): LogoView {
    return { url: `${this.#folder}${name.replace(PICTURE, ".png")}` };
  }
}
