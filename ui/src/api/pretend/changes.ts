/** The changes of the pretended ledger in the words of a history: whose they are, what they are called, what differs. */
import type { ChangeRow } from "../generated/ChangeRow";
import type { FieldRow } from "../generated/FieldRow";
import type { AnyRecord, Change } from "./tables";
import { compareWords } from "./words";

const SILENT =
  /^(id|case|claim|document|revision|source|tagged_|given_|added_at|opened_at|received_at|scale|prefix|suffix|original|text|layout)/;

/** A change as the screens show it. */
export function changeRow({ kind, id, was, became }: Change): ChangeRow {
  return {
    kind,
    id,
    claim: claimOf(became ?? was),
    name: nameOf(became ?? was),
    what: was === null ? "added" : became === null ? "removed" : "updated",
    fields: fieldsOf(was, became),
  };
}

export function belongs({ kind, id, was, became }: Change, field: "case" | "claim", wanted: string): boolean {
  if (kind === field) return id === wanted;
  return [was, became].some(
    (row) => row !== null && (row as unknown as Record<string, unknown>)[field] === wanted,
  );
}

function claimOf(row: AnyRecord | null): string | null {
  if (row === null) return null;
  if ("statement" in row && "number" in row) return row.id;
  return "claim" in row ? (row.claim ?? null) : null;
}

export function nameOf(row: AnyRecord | null): string {
  if (row === null) return "";
  if ("csl" in row) return row.csl.title;
  if ("statement" in row) return row.statement;
  if ("exact" in row) return row.exact ?? "";
  if ("title" in row) return row.title;
  if ("finding" in row) return row.value.name;
  if ("shows" in row) return row.shows;
  return "name" in row ? row.name : "";
}

function fieldsOf(was: AnyRecord | null, became: AnyRecord | null): FieldRow[] {
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(became ?? {})]);
  return [...names].flatMap((field) => {
    if (SILENT.test(field)) return [];
    const [old, fresh] = [plain(was, field), plain(became, field)];
    if (old === fresh) return [];
    return [{ field, was: old, became: fresh, words: old && fresh ? compareWords(old, fresh) : [] }];
  });
}

function plain(row: AnyRecord | null, field: string): string {
  const value = row === null ? undefined : (row as unknown as Record<string, unknown>)[field];
  return words(value);
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(", ");
  if (typeof value === "object") return Object.values(value).map(words).filter(Boolean).join(" · ");
  return String(value as string | number | true);
}
