/** What the palette offers: everything that can be done, then whatever on the desk has the words. */
import type { Component } from "svelte";
import type { CaseId } from "../../api/generated/CaseId";
import type { Kind } from "../../api/generated/Kind";
import type { SearchRow } from "../../api/generated/SearchRow";
import FileText from "@lucide/svelte/icons/file-text";
import Folder from "@lucide/svelte/icons/folder";
import Library from "@lucide/svelte/icons/library";
import MessageSquareWarning from "@lucide/svelte/icons/message-square-warning";
import Quote from "@lucide/svelte/icons/quote";
import { m } from "../../i18n";
import type { PaletteGroup, PaletteItem } from "../../parts/types";
import { goToClaim, goToDocument, goToSource } from "../../state/go";
import { ask } from "../../state/live.svelte";
import { place } from "../../state/place.svelte";
import { screens } from "../../state/screens.svelte";

type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

const KINDS: readonly (readonly [Kind, () => string, Icon])[] = [
  ["claim", m.search_claims, Quote],
  ["source", m.search_sources, Library],
  ["rebuttal", m.search_rebuttals, MessageSquareWarning],
  ["document", m.search_documents, FileText],
  ["case", m.search_cases, Folder],
];

/** Enough for each kind to be seen beside the others. */
const MOST = 8;

/** Whether each word that was typed begins a word of the label. */
export function matches(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/[\s/·,.“”"()-]+/u);
  return text
    .toLowerCase()
    .split(/\s+/u)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}

function open(row: SearchRow): void {
  // Whatever is found is shown on the desk.
  screens.toDesk();
  if (row.kind === "source") void goToSource(row.id);
  else if (row.kind === "document") goToDocument(row.case, row.id);
  else if (row.kind === "case") place.openCase(row.id);
  else if (row.claim !== null) void goToClaim(row.claim);
}

/** The groups of the palette. One question serves all kinds: the program answers them together. */
export function paletteGroups(commands: () => PaletteItem[], openCase: () => CaseId | null): PaletteGroup[] {
  let last: { text: string; rows: Promise<SearchRow[]> } | null = null;
  const search = (text: string): Promise<SearchRow[]> => {
    if (last?.text !== text) {
      const at = openCase();
      last = { text, rows: ask("search", { text, limit: 60, ...(at !== null && { case: at }) }) };
    }
    return last.rows;
  };
  return [
    {
      id: "commands",
      title: m.search_commands(),
      find: (text) => commands().filter((item) => matches(item.label, text.trim())),
    },
    ...KINDS.map(([kind, title, icon]): PaletteGroup => ({
      id: kind,
      title: title(),
      find: async (text) => {
        if (text.trim() === "") return [];
        const rows = (await search(text.trim())).filter((row) => row.kind === kind);
        return rows.slice(0, MOST).map((row) => ({
          id: row.id,
          label: row.title,
          detail: row.detail,
          icon,
          onselect: () => {
            open(row);
          },
        }));
      },
    })),
  ];
}
