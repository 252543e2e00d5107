// Which key means what. Nothing here acts; the reader does.
import type { Direction, Step } from "./motion";
import type { TextAction } from "./types";

export type Intent =
  | { readonly do: "step"; readonly by: Step; readonly way: Direction; readonly extend: boolean }
  /** Left and right as seen: in a right-to-left block left goes on. */
  | {
      readonly do: "sideways";
      readonly by: "letter" | "word";
      readonly way: Direction;
      readonly extend: boolean;
    }
  | { readonly do: "line" | "page"; readonly way: Direction; readonly extend: boolean }
  | { readonly do: "line_edge"; readonly way: Direction; readonly extend: boolean }
  | { readonly do: "mark"; readonly way: Direction }
  | { readonly do: "tab"; readonly way: Direction }
  | { readonly do: "act"; readonly action: TextAction }
  | { readonly do: "enter" | "open_link" | "select_all" | "collapse" | "copy" };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** AltGr types brackets on many layouts and then also counts as Ctrl and Alt. */
  readonly altGraph: boolean;
}

const ACTIONS: Readonly<Record<string, TextAction>> = { t: "tag", a: "add", e: "quote", x: "leave_out" };

const BRACKETS: Readonly<Record<string, { by: Step; way: Direction; extend: boolean }>> = {
  "(": { by: "paragraph", way: -1, extend: false },
  ")": { by: "paragraph", way: 1, extend: false },
  "[": { by: "sentence", way: -1, extend: false },
  "]": { by: "sentence", way: 1, extend: false },
  "{": { by: "sentence", way: -1, extend: true },
  "}": { by: "sentence", way: 1, extend: true },
};

export function intentOf(press: KeyPress): Intent | null {
  const bracket = BRACKETS[press.key];
  if (bracket && (press.altGraph || !(press.ctrlKey || press.altKey || press.metaKey))) {
    return { do: "step", ...bracket };
  }
  const control = (press.ctrlKey || press.metaKey) && !press.altGraph;
  if (press.key.startsWith("Arrow")) return arrow(press, control);
  if (control) return controlled(press);
  if (press.altKey || press.altGraph) return null;
  return named(press) ?? letter(press);
}

function arrow(press: KeyPress, control: boolean): Intent | null {
  const extend = press.shiftKey;
  const way = press.key === "ArrowLeft" || press.key === "ArrowUp" ? -1 : 1;
  if (press.key === "ArrowLeft" || press.key === "ArrowRight") {
    return { do: "sideways", by: control || press.altKey ? "word" : "letter", way, extend };
  }
  if (control) return { do: "step", by: "paragraph", way, extend };
  if (press.altKey) return { do: "step", by: "sentence", way, extend };
  return { do: "line", way, extend };
}

function controlled(press: KeyPress): Intent | null {
  if (press.altKey) return null;
  if (press.key === "Home") return { do: "step", by: "text", way: -1, extend: press.shiftKey };
  if (press.key === "End") return { do: "step", by: "text", way: 1, extend: press.shiftKey };
  if (press.key === "Enter") return { do: "open_link" };
  if (press.shiftKey) return null;
  if (isLetter(press, "a")) return { do: "select_all" };
  if (isLetter(press, "c")) return { do: "copy" };
  return null;
}

function named(press: KeyPress): Intent | null {
  const extend = press.shiftKey;
  switch (press.key) {
    case "Home":
      return { do: "line_edge", way: -1, extend };
    case "End":
      return { do: "line_edge", way: 1, extend };
    case "PageUp":
      return { do: "page", way: -1, extend };
    case "PageDown":
      return { do: "page", way: 1, extend };
    case "Escape":
      return { do: "collapse" };
    case "Enter":
      return { do: "enter" };
    case "Tab":
      return { do: "tab", way: press.shiftKey ? -1 : 1 };
    case ".":
      return { do: "mark", way: 1 };
    case ",":
      return { do: "mark", way: -1 };
    default:
      return null;
  }
}

function letter(press: KeyPress): Intent | null {
  if (press.shiftKey) return null;
  for (const [key, action] of Object.entries(ACTIONS)) {
    if (isLetter(press, key)) return { do: "act", action };
  }
  return null;
}

/** By the letter typed; on a keyboard without Latin letters by the key's place. */
function isLetter(press: KeyPress, wanted: string): boolean {
  if (press.key.toLowerCase() === wanted) return true;
  return !/^[\x20-\x7e]$/.test(press.key) && press.code === `Key${wanted.toUpperCase()}`;
}
