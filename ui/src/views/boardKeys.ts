/** The keys of the board, beside those of its list: they hold while it is on screen. */
import type { Bulk } from "../features/board/BulkBar.svelte";
import { m } from "../i18n";
import { registerKeys, type Shortcut } from "../keys";

export interface BoardActs {
  /** The board itself. */
  root: () => Element | undefined;
  step: (by: number) => void;
  search: () => void;
  back: () => void;
  save: () => void;
  bulk: (what: Bulk) => void;
  canAct: () => boolean;
}

/** Makes the window obey them. Returns how to stop. */
export function boardKeys({ root, step, search, back, save, bulk, canAct }: BoardActs): () => void {
  const own = { scope: m.board_title(), root };
  const able = { ...own, when: canAct };
  const act = (id: Bulk, keys: string, label: string): Shortcut => ({
    id: `board.${id}`,
    keys,
    label,
    ...able,
    run: () => bulk(id),
  });
  return registerKeys(
    { id: "board.next", keys: "j", label: m.keys_next(), ...own, run: () => step(1) },
    { id: "board.previous", keys: "k", label: m.keys_previous(), ...own, run: () => step(-1) },
    { id: "board.search", keys: "/", label: m.keys_filter(), ...own, run: search },
    act("assign", "a", m.board_assign()),
    act("priority", "p", m.board_priority()),
    act("state", "t", m.board_state()),
    act("deadline", "d", m.board_deadline()),
    { id: "board.save", keys: "Shift+s", label: m.board_view_save(), ...able, run: save },
    { id: "board.back", keys: "Escape", label: m.board_key_back(), ...own, run: back },
  );
}
