// What can be decided about a row of the review, and the keys of the whole screen.
import { m } from "../../../i18n";
import type { Shortcut } from "../../../keys";
import type { TextRange } from "../text/types";
import type { Reviewing } from "./reviewing.svelte";
import type { FateRow, Noted, ReviewRow, SentenceRow } from "./types";
import { percent } from "./words";

/** One decision that is offered, as a button with its key. */
export interface Act {
  readonly id: string;
  readonly label: string;
  readonly keys: string;
  readonly first: boolean;
  /** The candidate that it would take, to be looked at meanwhile. */
  readonly candidate?: number;
  readonly run: () => void;
}

export interface Hands {
  readonly note: (decision: Noted) => void;
  readonly leave: (row: SentenceRow) => void;
  readonly stopSelecting: () => void;
}

/** The most places that digits choose between. */
const MOST = 5;

export function actsOf(
  reviewing: Reviewing,
  row: ReviewRow,
  range: TextRange | null,
  hands: Hands,
): readonly Act[] {
  if (reviewing.selecting) return selectingActs(row, range, hands);
  if (row.kind === "sentence") {
    const { key, start, end } = row;
    const tag = (): void => hands.note({ key, as: "tag", start, end });
    return [
      { id: "tag", label: m.text_tag(), keys: "t", first: true, run: tag },
      { id: "leave", label: m.leave_confirm(), keys: "x", first: false, run: () => hands.leave(row) },
    ];
  }
  return fateActs(reviewing, row, hands);
}

function selectingActs(row: ReviewRow, range: TextRange | null, hands: Hands): readonly Act[] {
  const stop = { id: "stop", label: m.cancel(), keys: "Escape", first: false, run: hands.stopSelecting };
  if (range === null) return [stop];
  const { start, end } = range;
  const here = (): void => hands.note({ key: row.key, as: "place", start, end });
  return [{ id: "here", label: m.draft_here(), keys: "Enter", first: true, run: here }, stop];
}

function fateActs(reviewing: Reviewing, row: FateRow, { note }: Hands): readonly Act[] {
  const { key } = row;
  const fate = reviewing.fateOf(row);
  // What somebody decided already stands: only another place is a decision.
  const isTold = fate !== "ask" && !reviewing.byKey.has(key);
  const isDecided = row.decided !== "";
  const right: Act = {
    id: "right",
    label: m.draft_right(),
    keys: "1",
    first: true,
    run: () => note({ key, as: "confirm" }),
  };
  const gone: Act = {
    id: "gone",
    label: m.draft_gone(),
    keys: "g",
    first: false,
    run: () => note({ key, as: "gone" }),
  };
  const select: Act = {
    id: "select",
    label: m.draft_select(),
    keys: "s",
    first: false,
    run: () => (reviewing.selecting = true),
  };
  const places = isTold ? (isDecided ? [] : [right]) : placeActs(row, note);
  return [...places, select, ...(fate === "gone" ? [] : [gone])];
}

function placeActs(row: FateRow, note: Hands["note"]): readonly Act[] {
  return row.candidates.slice(0, MOST).map(({ start, end, score, pieces }, at): Act => {
    const label = m.draft_place({ number: at + 1, score: percent(score) });
    const same = pieces.every((piece) => piece.op === "same");
    return {
      id: `place${at + 1}`,
      label: same ? label : m.draft_place_reworded({ place: label }),
      keys: String(at + 1),
      first: at === 0,
      candidate: at,
      run: () => note({ key: row.key, as: "place", start, end }),
    };
  });
}

export interface Ways {
  readonly reviewing: Reviewing;
  /** What is offered just now. */
  readonly acts: () => readonly Act[];
  /** Whether a dialog lies on top. */
  readonly isCovered: () => boolean;
  readonly stopSelecting: () => void;
  readonly leave: () => void;
  readonly takeBack: (again: boolean) => void;
}

export function reviewKeys({ reviewing, acts, isCovered, stopSelecting, leave, takeBack }: Ways): Shortcut[] {
  const scope = m.keys_scope_draft();
  const reading = (): boolean => !isCovered() && !reviewing.selecting;
  const find = (id: string): Act | undefined => acts().find((act) => act.id === id);
  const way = (id: string, keys: string, label: string, run: () => void): Shortcut => ({
    id: `draft.${id}`,
    keys,
    label,
    scope,
    run,
    when: reading,
  });
  const decide = (id: string, keys: string, label: string): Shortcut => ({
    ...way(id, keys, label, () => find(id)?.run()),
    when: () => !isCovered() && find(id) !== undefined,
  });
  const next = (): void => void reviewing.nextOpen();
  const escape = (): void => (reviewing.selecting ? stopSelecting() : leave());
  return [
    way("next", "j", m.draft_next(), () => reviewing.step(1)),
    way("previous", "k", m.draft_previous(), () => reviewing.step(-1)),
    way("open", ".", m.draft_next_open(), next),
    way("open2", "Enter", m.draft_next_open(), next),
    ...[1, 2, 3, 4, 5].map((at) => decide(`place${at}`, String(at), m.draft_accept({ number: at }))),
    decide("right", "1", m.draft_right()),
    decide("select", "s", m.draft_select()),
    decide("here", "Enter", m.draft_here()),
    decide("gone", "g", m.draft_gone()),
    decide("tag", "t", m.text_tag()),
    decide("leave", "x", m.leave_confirm()),
    { ...way("done", "$mod+Enter", m.draft_finish(), leave), when: () => !isCovered() },
    { ...way("close", "Escape", m.draft_leave(), escape), when: () => !isCovered() },
    { id: "desk.undo", keys: "$mod+z", label: m.undo(), scope, run: () => takeBack(false) },
    { id: "desk.redo", keys: "$mod+Shift+z", label: m.redo(), scope, run: () => takeBack(true) },
    { id: "desk.redo2", keys: "$mod+y", label: m.redo(), scope, run: () => takeBack(true) },
  ];
}
