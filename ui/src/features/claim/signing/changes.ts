/** What is different since a sign-off, as lines that can be read. */
import type { SeenChange } from "../../../api/generated/SeenChange";
import { m } from "../../../i18n";
import type { Segment } from "../../../parts/types";
import { fieldName, kindName, valueInWords } from "../past/names";

export type ChangeLine = {
  /** Which thing: empty for the claim itself and its verdict, of which there is one. */
  of: string;
  title: string;
  words: Segment[];
};

export function changeLine(change: SeenChange): ChangeLine {
  const kind = kindName(change.kind);
  const many = change.kind !== "claim" && change.kind !== "verdict";
  if (change.field === "") {
    const came = change.was === null;
    return {
      of: "",
      title: came ? m.sign_came({ what: kind }) : m.sign_went({ what: kind }),
      words: [{ op: came ? "added" : "removed", text: change.name }],
    };
  }
  const pieces: Segment[] = [
    { op: "removed", text: inWords(change.field, change.was) },
    { op: "added", text: inWords(change.field, change.became) },
  ];
  return {
    of: many ? change.name : "",
    title: m.sign_field({ what: kind, field: fieldName(change.field) }),
    words: pieces.filter((piece) => piece.text !== ""),
  };
}

function inWords(field: string, value: string | null): string {
  return value === null ? "" : (valueInWords(field, value) ?? value);
}
