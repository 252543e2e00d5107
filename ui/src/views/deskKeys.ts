/** The keys of the desk, in one list: the window obeys it, and the help and the palette print it. */
import { m } from "../i18n";
import type { Shortcut } from "../keys";
import { redo, undo } from "../state/act.svelte";
import { comparing } from "../state/comparing.svelte";
import { copying } from "../state/copying.svelte";
import { imports } from "../state/imports.svelte";
import { mapping } from "../state/mapping.svelte";
import { moment } from "../state/moment.svelte";
import { place } from "../state/place.svelte";
import { screens } from "../state/screens.svelte";
import { seats } from "../state/seats.svelte";
import { session } from "../state/session.svelte";
import { travel } from "../state/travel.svelte";
import { wishes, type Wish } from "../state/wishes.svelte";

/** What the keys ask of the view that is on screen. */
export interface DeskActs {
  step: (by: number) => void;
  /** Moves the focus to the next column, or the one before. */
  cycle: (by: number) => void;
}

/** What holds also where a screen lies over the desk. */
const EVERYWHERE = [
  "desk.undo",
  "desk.redo",
  "desk.redo2",
  "desk.palette",
  "desk.seat",
  "desk.keys",
  "desk.keys2",
];
/** What holds also on the board and in the library, which show every moment, and columns. */
const ON_BOARD = [
  "desk.board",
  "desk.meeting",
  "desk.sources",
  "desk.time",
  "desk.earlier",
  "desk.later",
  "desk.panes",
  "desk.panes_back",
];

/** The keys of the desk. Under a screen only those hold that act on nothing unseen. */
export function deskKeys(acts: DeskActs): Shortcut[] {
  const holds = (id: string): boolean =>
    !screens.covered ||
    (copying.open === null &&
      (screens.shown === "board" || screens.shown === "sources") &&
      ON_BOARD.includes(id));
  return allKeys(acts).map((one) =>
    EVERYWHERE.includes(one.id) ? one : { ...one, when: () => holds(one.id) && (one.when?.() ?? true) },
  );
}

function allKeys({ step, cycle }: DeskActs): Shortcut[] {
  const onClaim = (wish: Wish) => (): void => {
    wishes.ask(wish);
  };
  const claims = { scope: m.keys_scope_claims() };
  const desk = { scope: m.keys_scope_desk() };
  const work = { ...claims, when: () => place.claim !== null && session.canWrite };
  return [
    { id: "claim.next", keys: "j", label: m.keys_next(), ...claims, run: () => step(1) },
    { id: "claim.previous", keys: "k", label: m.keys_previous(), ...claims, run: () => step(-1) },
    { id: "claims.filter", keys: "/", label: m.keys_filter(), ...claims, run: onClaim("focus_filter") },
    { id: "claim.verdict", keys: "v", label: m.keys_verdict(), ...work, run: onClaim("give_verdict") },
    { id: "claim.source", keys: "s", label: m.keys_source(), ...work, run: onClaim("add_evidence") },
    { id: "claim.rebuttal", keys: "r", label: m.keys_rebuttal(), ...work, run: onClaim("add_rebuttal") },
    {
      id: "claim.map",
      keys: "e",
      label: m.map_open(),
      ...claims,
      when: () => place.claim !== null || place.panel === "map",
      run: () => {
        mapping.toggle();
      },
    },
    ...stepKeys(),
    {
      id: "desk.history",
      keys: "h",
      label: m.keys_history(),
      scope: m.keys_scope_history(),
      run: () => (place.panel = place.panel === "history" ? null : "history"),
    },
    ...timeKeys(),
    {
      id: "desk.now",
      keys: "Escape",
      label: m.keys_escape(),
      scope: m.keys_scope_history(),
      when: () => place.panel !== null || travel.shown,
      // What lies on top goes first; the past, which is the whole window, after it.
      run: () => {
        if (place.panel !== null) place.panel = null;
        else if (moment.isPast) travel.now();
        else travel.open = false;
      },
    },
    {
      id: "desk.palette",
      keys: "$mod+k",
      label: m.keys_palette(),
      ...desk,
      whenTyping: true,
      run: () => (place.palette = !place.palette),
    },
    {
      id: "desk.board",
      keys: "w",
      label: m.board_title(),
      ...desk,
      when: () => place.case !== null || screens.shown === "board",
      run: () => screens.toggle("board"),
    },
    {
      id: "desk.sources",
      keys: "Shift+l",
      label: m.sources_title(),
      ...desk,
      run: () => screens.toggle("sources"),
    },
    {
      id: "desk.meeting",
      keys: "Shift+w",
      label: m.meeting_start(),
      ...desk,
      when: () => place.case !== null && screens.shown !== "meeting",
      run: () => screens.open("meeting"),
    },
    {
      id: "desk.seat",
      keys: "Shift+e",
      label: m.seat_change(),
      ...desk,
      run: () => (seats.choosing = true),
    },
    {
      id: "desk.import",
      keys: "$mod+o",
      label: m.intake_open_files(),
      ...desk,
      run: () => void imports.choose(),
    },
    {
      id: "desk.export",
      keys: "$mod+e",
      label: m.desk_export(),
      ...desk,
      run: () => (place.panel = "report"),
    },
    { id: "desk.panes", keys: "F6", label: m.keys_panes(), ...desk, whenTyping: true, run: () => cycle(1) },
    {
      id: "desk.panes_back",
      keys: "Shift+F6",
      label: m.keys_panes_back(),
      ...desk,
      whenTyping: true,
      run: () => cycle(-1),
    },
    {
      id: "desk.keys",
      keys: "F1",
      label: m.keys_help_title(),
      ...desk,
      whenTyping: true,
      run: () => (place.panel = "keys"),
    },
    {
      id: "desk.keys2",
      keys: "Shift+?",
      label: m.keys_help_title(),
      ...desk,
      run: () => (place.panel = "keys"),
    },
  ];
}

/** Shows the time control and goes to its handle; a second time hides it, unless the past is on screen. */
export function toggleTime(): void {
  travel.open = !travel.open || moment.isPast;
  if (travel.open) wishes.ask("focus_time");
}

function timeKeys(): Shortcut[] {
  const history = { scope: m.keys_scope_history() };
  return [
    { id: "desk.time", keys: "m", label: m.keys_time(), ...history, run: toggleTime },
    {
      id: "desk.earlier",
      keys: "Alt+,",
      label: m.keys_earlier(),
      ...history,
      run: () => travel.to(travel.handle - 1),
    },
    {
      id: "desk.later",
      keys: "Alt+.",
      label: m.keys_later(),
      ...history,
      when: () => moment.isPast,
      run: () => travel.to(travel.handle + 1),
    },
    {
      id: "desk.compare",
      keys: "c",
      label: m.keys_compare(),
      ...history,
      run: () => {
        if (place.panel === "compare") place.panel = null;
        else void comparing.start();
      },
    },
  ];
}

/** Undo and Redo hold everywhere: the last step may be what made the desk empty. */
export function stepKeys(): Shortcut[] {
  const back = { scope: m.keys_scope_history(), when: () => session.canWrite };
  return [
    { id: "desk.undo", keys: "$mod+z", label: m.undo(), ...back, run: () => void undo() },
    { id: "desk.redo", keys: "$mod+Shift+z", label: m.redo(), ...back, run: () => void redo() },
    { id: "desk.redo2", keys: "$mod+y", label: m.redo(), ...back, run: () => void redo() },
  ];
}
