/** What can be done with the drafts of the open document: chosen, brought in, reviewed, compared. */
import type { DocumentRow } from "../api/generated/DocumentRow";
import type { RevisionId } from "../api/generated/RevisionId";
import type { RevisionRow } from "../api/generated/RevisionRow";
import FileInput from "@lucide/svelte/icons/file-input";
import FileDiff from "@lucide/svelte/icons/file-diff";
import ListChecks from "@lucide/svelte/icons/list-checks";
import MessageSquareQuote from "@lucide/svelte/icons/message-square-quote";
import { formatMoment, formatNumber, m } from "../i18n";
import type { Shortcut } from "../keys";
import type { MenuItem } from "../parts/types";
import { drafting } from "../state/drafting.svelte";
import { screens } from "../state/screens.svelte";
import { imports } from "../state/imports.svelte";
import { noting } from "../state/noting.svelte";
import { place } from "../state/place.svelte";
import { session } from "../state/session.svelte";
import { toasts } from "../state/toasts.svelte";

/** The most drafts that the menu shows; the screen that compares lists all. */
const MOST = 12;

function lineOf({ revision, counts }: RevisionRow): string {
  const about = { number: revision.number, when: formatMoment(revision.received_at) };
  return counts.ask === 0
    ? m.drafts_line(about)
    : m.drafts_line_asks({ ...about, count: counts.ask, shown: formatNumber(counts.ask) });
}

export function openDraft(document: DocumentRow, revision: RevisionId): void {
  place.openDocument(document.document.id, revision === document.latest.id ? null : revision);
}

/** The draft before or after the one on screen. */
export function stepDraft(document: DocumentRow, drafts: readonly RevisionRow[], by: 1 | -1): void {
  const shown = place.revision ?? document.latest.id;
  // The newest stands first.
  const next = drafts[drafts.findIndex(({ revision }) => revision.id === shown) - by];
  if (next !== undefined) openDraft(document, next.revision.id);
}

/** Compares the draft on screen with the newest; the newest with the one before it. */
export function compareDrafts(document: DocumentRow, drafts: readonly RevisionRow[]): void {
  const shown = place.revision ?? document.latest.id;
  const other = shown === document.latest.id ? drafts[1]?.revision.id : shown;
  if (other === undefined) toasts.show({ text: m.drafts_none_yet() });
  else drafting.compare(document.document.id, other, document.latest.id);
}

export function reviewDraft(document: DocumentRow): void {
  const shown = place.revision ?? document.latest.id;
  if (document.revisions < 2) toasts.show({ text: m.drafts_no_review() });
  else drafting.review(shown);
}

export function draftMenu(document: DocumentRow, drafts: readonly RevisionRow[]): MenuItem[] {
  const shown = place.revision ?? document.latest.id;
  const id = document.document.id;
  return [
    ...drafts.slice(0, MOST).map((row) => ({
      id: row.revision.id,
      label: lineOf(row),
      checked: row.revision.id === shown,
      onselect: () => openDraft(document, row.revision.id),
    })),
    "line",
    {
      id: "draft-review",
      label: m.drafts_review(),
      icon: ListChecks,
      keys: "d",
      disabled: document.revisions < 2,
      onselect: () => reviewDraft(document),
    },
    {
      id: "draft-compare",
      label: m.drafts_compare(),
      icon: FileDiff,
      keys: "b",
      disabled: document.revisions < 2,
      onselect: () => compareDrafts(document, drafts),
    },
    {
      id: "draft-notes",
      label: m.notes_menu(),
      icon: MessageSquareQuote,
      keys: "f",
      onselect: () => noting.toggle(),
    },
    "line",
    {
      id: "draft-new",
      label: m.drafts_new(),
      icon: FileInput,
      keys: "Shift+d",
      disabled: !session.canWrite,
      onselect: () => void imports.chooseDraft(id),
    },
    {
      id: "draft-paste",
      label: m.drafts_paste(),
      keys: "$mod+Shift+v",
      disabled: !session.canWrite,
      onselect: () => imports.pasteDraft(id),
    },
  ];
}

/** The same by key. `$mod+Shift+v` is heard as a paste: only that brings the clipboard along. */
export function draftKeys(
  document: () => DocumentRow | null,
  drafts: () => readonly RevisionRow[],
): Shortcut[] {
  const scope = m.keys_drafts_scope();
  const key = (id: string, keys: string, label: string, run: (document: DocumentRow) => void): Shortcut => ({
    id: `drafts.${id}`,
    keys,
    label,
    scope,
    when: () => document() !== null && !screens.covered,
    run: () => {
      const open = document();
      if (open !== null) run(open);
    },
  });
  return [
    key("review", "d", m.drafts_review(), reviewDraft),
    key("compare", "b", m.drafts_compare(), (open) => compareDrafts(open, drafts())),
    key("notes", "f", m.notes_menu(), () => noting.toggle()),
    key("new", "Shift+d", m.drafts_new(), (open) => void imports.chooseDraft(open.document.id)),
    key("older", "Alt+PageUp", m.keys_drafts_older(), (open) => stepDraft(open, drafts(), -1)),
    key("newer", "Alt+PageDown", m.keys_drafts_newer(), (open) => stepDraft(open, drafts(), 1)),
  ];
}
