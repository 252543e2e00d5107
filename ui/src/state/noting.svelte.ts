/** The notes that the open draft brought along: which are listed, and which one is looked at. */
import { place } from "./place.svelte";

/** What the list shows. */
export type NoteFilter = "open" | "all" | "claims" | "sources" | "dismissed" | "changes";

class Noting {
  /** The index of the note that is looked at, among those of the draft. */
  note: number | null = $state(null);
  filter: NoteFilter = $state("open");

  /** Opens the part beside the text, at a note if one is named. */
  show(note: number | null = null): void {
    if (note !== null) this.note = note;
    place.panel = "notes";
  }

  toggle(): void {
    if (place.panel === "notes") place.panel = null;
    else this.show();
  }
}

export const noting = new Noting();
