/** Turns a shortcut as tinykeys writes it into the words that stand on the caps of a keyboard. */
import { m } from "../i18n";

const SIGNS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
  Backspace: "⌫",
  Delete: "Del",
  Space: "␣",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** The presses of a shortcut, each as its caps: `"$mod+k d"` → `[["Ctrl", "K"], ["D"]]`. */
export function keyCaps(keys: string): string[][] {
  return keys
    .trim()
    .split(/\s+/)
    .map((press) => press.split(/\b\+/).map(cap));
}

function cap(key: string): string {
  const mac = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");
  if (key === "$mod" || key === "Control") return mac && key === "$mod" ? "⌘" : m.keys_ctrl();
  if (key === "Shift") return m.keys_shift();
  if (key === "Alt") return m.keys_alt();
  // Codes such as `KeyK` and `Digit1` name the place of a key: print the letter.
  const bare = key.replace(/^(Key|Digit)(?=.$)/, "");
  return SIGNS[bare] ?? (bare.length === 1 ? bare.toLocaleUpperCase() : bare);
}
