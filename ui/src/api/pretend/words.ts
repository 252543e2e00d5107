/** Two texts compared word by word, as the program does for histories. */
import type { Piece } from "../generated/Piece";

const cut = (text: string): string[] => text.split(/(\s+)/u).filter((word) => word !== "");

export function compareWords(was: string, became: string): Piece[] {
  const [a, b] = [cut(was), cut(became)];
  const common: number[][] = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const add = (op: Piece["op"], text: string): void => {
    const last = pieces.at(-1);
    if (last?.op === op) last.text += text;
    else pieces.push({ op, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) add("removed", a[i++] ?? "");
    else add("added", b[j++] ?? "");
  }
  return gathered(pieces);
}

/** Words that changed one beside the other are one change: the spaces between them are no words that stayed. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let [removed, added, between] = ["", "", ""];
  const settle = (): void => {
    if (removed !== "") found.push({ op: "removed", text: removed });
    if (added !== "") found.push({ op: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const { op, text } of pieces) {
    if (op === "same" && text.trim() === "" && removed + added !== "") between += text;
    else if (op === "same") {
      settle();
      found.push({ op, text: between + text });
      between = "";
    } else {
      removed += between + (op === "removed" ? text : "");
      added += between + (op === "added" ? text : "");
      between = "";
    }
  }
  settle();
  if (between !== "") found.push({ op: "same", text: between });
  return found;
}
