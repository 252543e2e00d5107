/**
 * One sitting with a draft that has come: what is looked at, and what was decided. A decision is
 * handed to the program before it counts, and all of a sitting become one step when it is closed.
 */
import { placeAfter } from "../../../parts/listPlace";
import type { Segment } from "../../../parts/types";
import type { Counts, Fate, FateRow, Noted, ReviewRow } from "./types";

/** What the list shows: one fate, what is new, or all that wants a look. */
export type Filter = Fate | "new" | null;

export interface Keeping {
  /** What was noted in a sitting that was never closed. */
  readonly left: string | undefined;
  /** Hands the decisions over; resolves once they are kept. */
  readonly keep: (text: string | null) => Promise<void>;
}

const ORDER: readonly Fate[] = ["ask", "reworded", "moved", "gone", "unchanged"];

export class Reviewing {
  selected: string | null = $state(null);
  filter: Filter = $state(null);
  noted: readonly Noted[] = $state.raw([]);
  /** Another place is being selected in the new text. */
  selecting = $state(false);
  /** The candidate whose words are compared. */
  candidate = $state(0);
  readonly rows: () => readonly ReviewRow[];
  readonly told: () => Counts & { new: number };
  readonly #keep: Keeping["keep"];
  readonly #undone: Noted[] = [];
  /** What is being kept just now: whoever types fast must not overtake it. */
  #turn: Promise<unknown> = Promise.resolve();

  // Made anew with each decision, so nothing in it needs to be followed.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly byKey: ReadonlyMap<string, Noted> = $derived(new Map(this.noted.map((one) => [one.key, one])));
  readonly list: readonly ReviewRow[] = $derived.by(() => this.#listed());
  readonly at: number = $derived(this.list.findIndex((row) => row.key === this.selected));
  readonly row: ReviewRow | null = $derived(this.list[this.at] ?? this.list[0] ?? null);
  readonly counts: Counts & { new: number } = $derived.by(() => this.#counted());

  /** `told` are the program's counts, which balance whether or not all rows are here yet. */
  constructor(
    rows: () => readonly ReviewRow[],
    told: () => Counts & { new: number },
    { left, keep }: Keeping,
  ) {
    this.rows = rows;
    this.told = told;
    this.#keep = keep;
    this.noted = readNoted(left);
  }

  /** The fate of a row as it is with what was decided here. */
  fateOf(row: FateRow): Fate {
    const noted = this.byKey.get(row.key);
    if (noted?.as === "gone") return "gone";
    if (noted?.as !== "place") return row.fate;
    const pieces = this.piecesAt(row, noted);
    const same = pieces !== null && pieces.every((piece) => piece.op === "same");
    return same ? (row.fate === "unchanged" ? "unchanged" : "moved") : "reworded";
  }

  /** The words at a place that was chosen for a row, if the program compared them. */
  piecesAt(row: FateRow, { start, end }: { start: number; end: number }): readonly Segment[] | null {
    return row.candidates.find((one) => one.start === start && one.end === end)?.pieces ?? null;
  }

  isOpen(row: ReviewRow): boolean {
    return row.kind !== "sentence" && this.fateOf(row) === "ask";
  }

  step(by: number): void {
    const to = placeAfter(this.at, by, this.list.length);
    this.select(this.list[to] ?? null);
  }

  select(row: ReviewRow | null): void {
    this.selected = row?.key ?? null;
    this.candidate = 0;
    this.selecting = false;
  }

  /** Goes to the next row that wants a decision, from here round, but one. Returns whether there is one. */
  nextOpen(but: string | null = null): boolean {
    const { list } = this;
    const from = Math.max(0, this.at);
    for (let step = 1; step <= list.length; step++) {
      const row = list[(from + step) % list.length];
      if (row !== undefined && row.key !== but && this.isOpen(row)) {
        this.select(row);
        return true;
      }
    }
    return false;
  }

  /** Notes a decision; where it cannot be kept, nothing is noted and the fault is thrown. */
  note(decision: Noted): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stands(decision)) return;
      await this.#put([...this.noted.filter((one) => one.key !== decision.key), decision]);
      this.#undone.length = 0;
    });
  }

  /** Takes back the last decision of this sitting. Returns whether there was one. */
  takeBack(): Promise<boolean> {
    return this.#inTurn(async () => {
      const last = this.noted.at(-1);
      if (last === undefined) return false;
      await this.#put(this.noted.slice(0, -1));
      this.#undone.push(last);
      this.selected = last.key;
      this.selecting = false;
      return true;
    });
  }

  again(): Promise<boolean> {
    return this.#inTurn(async () => {
      const last = this.#undone.at(-1);
      if (last === undefined) return false;
      await this.#put([...this.noted, last]);
      this.#undone.pop();
      this.selected = last.key;
      return true;
    });
  }

  /** Resolves once all that was decided is kept, or could not be. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  /** One after the other, in the order in which they were asked for. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(step);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** They are in the ledger now. */
  async done(): Promise<void> {
    await this.#put([]);
    this.#undone.length = 0;
  }

  /** Whether a person decided just that before: it would be no change. */
  #stands(decision: Noted): boolean {
    const row = this.rows().find((one) => one.key === decision.key);
    if (row === undefined || row.kind === "sentence" || row.decided === "") return false;
    if (decision.as === "place")
      return row.now?.start === decision.start && row.now.end === decision.end && !this.byKey.has(row.key);
    return decision.as === "confirm" || (decision.as === "gone" && row.fate === "gone");
  }

  async #put(next: readonly Noted[]): Promise<void> {
    await this.#keep(next.length === 0 ? null : JSON.stringify(next));
    this.noted = next;
  }

  #listed(): readonly ReviewRow[] {
    const { filter } = this;
    const rows = this.rows();
    // What was decided stays where it is, so that the list does not jump under one's hands.
    const place = (row: ReviewRow): number =>
      row.kind === "sentence"
        ? ORDER.length
        : row.fate === "reworded" && row.stale
          ? 0.5
          : ORDER.indexOf(row.fate);
    const shown = rows.filter((row) => {
      if (filter === "new") return row.kind === "sentence";
      if (filter !== null) return row.kind !== "sentence" && this.fateOf(row) === filter;
      return row.kind === "sentence" || row.fate !== "unchanged";
    });
    const weight = (row: ReviewRow): number => (row.kind === "sentence" ? -row.weight : row.old.start);
    return [...shown].sort((a, b) => place(a) - place(b) || weight(a) - weight(b));
  }

  #counted(): Counts & { new: number } {
    const counts = { ...this.told() };
    for (const row of this.rows()) {
      if (row.kind === "sentence" || !this.byKey.has(row.key)) continue;
      counts[row.fate]--;
      counts[this.fateOf(row)]++;
    }
    return counts;
  }
}

/** What was kept may be of another version, or spoilt: then the draft is decided about anew. */
export function readNoted(left: string | undefined): readonly Noted[] {
  if (left === undefined) return [];
  try {
    const found: unknown = JSON.parse(left);
    return Array.isArray(found) ? found.filter(isNoted) : [];
  } catch {
    return [];
  }
}

function isNoted(one: unknown): one is Noted {
  if (typeof one !== "object" || one === null || !("key" in one) || !("as" in one)) return false;
  if (typeof one.key !== "string") return false;
  if (one.as === "gone" || one.as === "confirm") return true;
  const placed = "start" in one && "end" in one && Number.isInteger(one.start) && Number.isInteger(one.end);
  return placed && (one.as === "place" || one.as === "tag" || one.as === "leave");
}
