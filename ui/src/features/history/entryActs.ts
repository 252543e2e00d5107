/** What can be done from an entry of the history, as the lines of its menu. */
import Clock from "@lucide/svelte/icons/clock";
import Copy from "@lucide/svelte/icons/copy";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import RotateCcw from "@lucide/svelte/icons/rotate-ccw";
import Undo from "@lucide/svelte/icons/undo-2";
import type { CaseId } from "../../api/generated/CaseId";
import type { HistoryRow } from "../../api/generated/HistoryRow";
import { m } from "../../i18n";
import type { MenuAction, MenuItem } from "../../parts/types";
import { tell } from "../../state/act.svelte";
import { bringBack, oneCase, oneClaim, takeBack, wholeDesk } from "../../state/back";
import { comparing } from "../../state/comparing.svelte";
import { moment } from "../../state/moment.svelte";
import { toasts } from "../../state/toasts.svelte";
import { travel } from "../../state/travel.svelte";

export interface Around {
  /** The case that is open, with its name. */
  open: { id: CaseId; name: string } | null;
  /** Whether commands may be given once now is on screen. */
  mayWrite: boolean;
}

async function copyHash({ hash }: HistoryRow): Promise<void> {
  try {
    await navigator.clipboard.writeText(hash);
    toasts.show({ text: m.history_copied() });
  } catch (error) {
    tell(error);
  }
}

/** The claim that an entry is about; null if there are several, or none. */
function claimOf(row: HistoryRow): string | null {
  const claims = new Set(row.changes.flatMap(({ claim }) => claim ?? []));
  const [only] = claims;
  return claims.size === 1 ? (only ?? null) : null;
}

export function entryActs(row: HistoryRow, { open, mayWrite }: Around): MenuItem[] {
  const claim = claimOf(row);
  const shown = moment.at ?? moment.head;
  const restoring = (id: string, label: string, run: () => unknown): MenuAction => ({
    id,
    label,
    icon: RotateCcw,
    disabled: !mayWrite || row.seq >= moment.head,
    onselect: () => void run(),
  });
  return [
    {
      id: "look",
      label: m.history_look(),
      icon: Clock,
      disabled: shown === row.seq,
      onselect: () => travel.to(row.seq),
    },
    {
      id: "before",
      label: m.history_look_before(),
      icon: Clock,
      disabled: row.seq <= 1 || shown === row.seq - 1,
      onselect: () => travel.to(row.seq - 1),
    },
    {
      id: "compare",
      label: m.history_compare(),
      icon: GitCompareArrows,
      onselect: () => comparing.open(row.seq, null),
    },
    "line",
    {
      id: "revert",
      label: m.history_revert(),
      icon: Undo,
      disabled: !mayWrite,
      onselect: () => void takeBack(row),
    },
    ...(claim === null
      ? []
      : [restoring("restore-claim", m.history_restore_claim(), () => bringBack(row, oneClaim(claim)))]),
    ...(open === null
      ? []
      : [
          restoring("restore-case", m.history_restore_case(), () =>
            bringBack(row, oneCase(open.id, open.name)),
          ),
        ]),
    { ...restoring("restore", m.history_restore(), () => bringBack(row, wholeDesk)), danger: true },
    "line",
    { id: "hash", label: m.history_copy(), icon: Copy, onselect: () => void copyHash(row) },
  ];
}
