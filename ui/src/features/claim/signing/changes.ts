/** What is different since a sign-off, as lines that can be read. */
import type { ChangedRow } from "../../../api/generated/ChangedRow";
import { m } from "../../../i18n";
import type { Segment } from "../../../parts/types";
import { fieldName, kindName, valueInWords } from "../past/names";

export type ChangeLine = {
  /** Which thing: empty for the claim itself and its verdict, of which there is one. */
  of: string;
  title: string;
  words: Segment[];
};

export function changeLine(change: ChangedRow): ChangeLine {
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
    // The words of a place are the difference itself: they need not be named as well.
    of: many && change.kind !== "passage" ? change.name : "",
    title: isLost(change)
      ? m.sign_place_lost()
      : m.sign_field({ what: kind, field: fieldName(change.field) }),
    words: change.words.length > 0 ? change.words : pieces.filter((piece) => piece.text !== ""),
  };
}

/** A place that stands nowhere in the newest draft, or waits for a decision there. */
const isLost = ({ kind, became }: ChangedRow): boolean => kind === "passage" && became === "";

function inWords(field: string, value: string | null): string {
  return value === null ? "" : (valueInWords(field, value) ?? value);
}
