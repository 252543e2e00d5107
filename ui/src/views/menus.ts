/** The menus of the desk, as lines: the header shows them, and the palette finds them. */
import ArchiveRestore from "@lucide/svelte/icons/archive-restore";
import FileDown from "@lucide/svelte/icons/file-down";
import FileJson from "@lucide/svelte/icons/file-json";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import Library from "@lucide/svelte/icons/library";
import PanelTop from "@lucide/svelte/icons/panel-top";
import Pencil from "@lucide/svelte/icons/pencil";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import Trash from "@lucide/svelte/icons/trash-2";
import type { Case } from "../api/generated/Case";
import type { CaseRow } from "../api/generated/CaseRow";
import { m } from "../i18n";
import { currentKeys, holds } from "../keys";
import type { MenuAction, MenuItem, PaletteItem } from "../parts/types";
import { act } from "../state/act.svelte";
import { comparing } from "../state/comparing.svelte";
import { letterhead } from "../state/letterhead.svelte";
import { library } from "../state/library.svelte";
import { moment } from "../state/moment.svelte";
import { place } from "../state/place.svelte";
import { screens } from "../state/screens.svelte";
import { seats } from "../state/seats.svelte";
import { session } from "../state/session.svelte";
import { travel } from "../state/travel.svelte";
import { addSample, changeDesk, exportDesk, importDesk, removeCase, verify } from "./caseActs";
import { openSafety } from "./safetyActs";

export interface MenuActs {
  newCase: () => void;
  renameCase: () => void;
  addEditor: () => void;
}

/** The most cases that a menu shows; the palette finds all of them. */
const MOST_CASES = 12;

/** All cases to choose from, then what can be done with the open one. */
export function caseMenu(
  cases: readonly CaseRow[],
  open: Case | null,
  canWrite: boolean,
  acts: MenuActs,
): MenuItem[] {
  return [
    ...cases.slice(0, MOST_CASES).map((row) => ({
      id: row.case.id,
      label: row.case.state === "closed" ? m.case_closed_name({ name: row.case.name }) : row.case.name,
      checked: row.case.id === open?.id,
      onselect: () => {
        place.openCase(row.case.id);
      },
    })),
    "line",
    ...caseActs(open, canWrite, acts),
    "line",
    ...deskActs(canWrite),
  ];
}

function caseActs(open: Case | null, canWrite: boolean, acts: MenuActs): MenuAction[] {
  const closed = open?.state === "closed";
  const made = {
    id: "case-new",
    label: m.case_new(),
    icon: FolderPlus,
    disabled: !canWrite,
    onselect: acts.newCase,
  };
  if (open === null) return [made];
  return [
    made,
    {
      id: "case-rename",
      label: m.case_rename(),
      icon: Pencil,
      disabled: !canWrite,
      onselect: acts.renameCase,
    },
    {
      id: "case-close",
      label: closed ? m.case_reopen() : m.case_close(),
      disabled: !canWrite,
      onselect: () =>
        void act({ do: "edit_case", case: open.id, set: { state: closed ? "open" : "closed" } }),
    },
    {
      id: "case-remove",
      label: m.case_remove(),
      icon: Trash,
      danger: true,
      disabled: !canWrite,
      onselect: () => void removeCase(open),
    },
  ];
}

function deskActs(canWrite: boolean): MenuAction[] {
  return [
    { id: "sample", label: m.case_add_sample(), disabled: !canWrite, onselect: () => void addSample() },
    { id: "bin", label: m.desk_bin(), icon: ArchiveRestore, onselect: () => (place.panel = "bin") },
    {
      id: "compare",
      label: m.keys_compare(),
      icon: GitCompareArrows,
      onselect: () => void comparing.start(),
    },
    { id: "sources", label: m.sources_title(), icon: Library, onselect: () => library.show() },
    { id: "letterhead", label: m.letterhead_menu(), icon: PanelTop, onselect: () => letterhead.show() },
    { id: "safety", label: m.safety_menu(), icon: ShieldCheck, onselect: () => void openSafety() },
    { id: "verify", label: m.desk_verify(), onselect: () => void verify() },
    {
      id: "desk-open",
      label: m.welcome_open_desk(),
      icon: FolderOpen,
      onselect: () => void changeDesk("open"),
    },
    { id: "desk-new", label: m.welcome_new_desk(), icon: FileDown, onselect: () => void changeDesk("new") },
    { id: "desk-export", label: m.report_desk_export(), icon: FileJson, onselect: () => void exportDesk() },
    { id: "desk-import", label: m.report_desk_import(), onselect: () => void importDesk() },
  ];
}

/** What is seen wherever one is: it opens a screen or a dialog of its own, or acts on what is shown. */
const ANYWHERE = new Set([
  "sources",
  "letterhead",
  "safety",
  "verify",
  "desk-open",
  "desk-new",
  "desk-export",
  "desk-import",
  "editor-add",
  "passphrase",
  "now",
]);

/** Everything that can be done now, for the palette: the shortcuts first, then what only menus have. */
export function paletteCommands(menu: readonly MenuItem[], acts: MenuActs): PaletteItem[] {
  const seen = new Set<string>();
  const shortcuts = currentKeys()
    .filter((one) => one.id !== "desk.palette" && holds(one))
    .map(({ id, label, keys, run }) => ({
      id,
      label,
      keys,
      onselect: () => run(new KeyboardEvent("keydown")),
    }));
  const lines = menu.filter((line): line is MenuAction => line !== "line" && line.disabled !== true);
  const rest: PaletteItem[] = [
    ...lines.filter((line) => line.checked === undefined),
    ...(session.readOnly || moment.isPast
      ? []
      : [{ id: "editor-add", label: m.editor_add(), onselect: acts.addEditor }]),
    ...(session.isSomebody
      ? [{ id: "passphrase", label: m.seat_passphrase_menu(), onselect: () => (seats.setting = true) }]
      : []),
    ...(moment.isPast ? [{ id: "now", label: m.past_back(), onselect: () => travel.now() }] : []),
  ].map(({ id, label, onselect, ...line }) => ({
    id,
    label,
    // The menus are the desk's: under the board, say, nobody would see what a line of them changes.
    onselect: () => {
      if (!ANYWHERE.has(id)) screens.toDesk();
      onselect();
    },
    ...("icon" in line && { icon: line.icon }),
  }));
  return [...shortcuts, ...rest].filter(({ label }) => {
    if (seen.has(label)) return false;
    seen.add(label);
    return true;
  });
}
