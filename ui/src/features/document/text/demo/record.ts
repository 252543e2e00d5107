// What the view told the page, where a test can read it.
import type { Span } from "../../../../anchor";
import type { Position, TextAction, TextRange } from "../types";

export interface Record {
  text: string;
  length: number;
  selections: (TextRange | null)[];
  actions: { action: TextAction; range: TextRange }[];
  chosen: string[];
  links: string[];
  position: Position | null;
  reveal: (target: string | Span) => void;
  select: (span: Span | null) => void;
}

declare global {
  var record: Record;
}

export const record: Record = {
  text: "",
  length: 0,
  selections: [],
  actions: [],
  chosen: [],
  links: [],
  position: null,
  reveal: () => undefined,
  select: () => undefined,
};
globalThis.record = record;
