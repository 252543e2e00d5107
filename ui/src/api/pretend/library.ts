/** The library of the pretended desk: lists of sources, what may be one, and bibliographies that name titles. */
import type { Biblio, BiblioFrom } from "../bridge";
import type { Block } from "../generated/Block";
import type { Capture } from "../generated/Capture";
import type { KnownSource } from "../generated/KnownSource";
import type { Source } from "../generated/Source";
import type { SourceListAnswer } from "../generated/SourceListAnswer";
import type { SourceList } from "../generated/SourceList";
import type { SourcePageAnswer } from "../generated/SourcePageAnswer";
import type { SourcePatch } from "../generated/SourcePatch";
import type { Ledger } from "./ledger";
import { newCsl } from "./records";
import { heading } from "./standing";
import { snapshotsOf, type Kept } from "./snapshots";
import { fault, type Tables } from "./tables";

const usesOf = (tables: Tables, id: string): number =>
  [...tables.evidence.values()].filter((evidence) => evidence.source === id).length;

const copiesOf = (tables: Tables, id: string): number =>
  [...tables.snapshot.values()].filter((one) => one.source === id).length;

export const rowOf = (tables: Tables, source: Source) => ({
  source,
  uses: usesOf(tables, source.id),
  snapshots: copiesOf(tables, source.id),
});

export function sourceList(tables: Tables, asked: SourceList): SourceListAnswer {
  const words = asked.text.toLowerCase().split(/\s+/);
  const has = ({ csl, symbol, originator }: Source): boolean => {
    const text = `${csl.title} ${symbol} ${originator}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const fits = (row: ReturnType<typeof rowOf>): boolean => {
    if (asked.kinds !== undefined && asked.kinds.length > 0 && !asked.kinds.includes(row.source.kind))
      return false;
    if (asked.only === "used") return row.uses > 0;
    if (asked.only === "unused") return row.uses === 0;
    if (asked.only === "kept") return row.snapshots > 0;
    if (asked.only === "not_kept") return row.snapshots === 0;
    if (asked.only === "confidential") return row.source.confidentiality !== "open";
    if (asked.only === "unjudged") return row.source.reliability === "F" && row.source.credibility === "6";
    return true;
  };
  const rows = [...tables.source.values()]
    .filter(has)
    .map((source) => rowOf(tables, source))
    .filter(fits)
    .sort((a, b) =>
      asked.sort === "uses" ? b.uses - a.uses : a.source.csl.title.localeCompare(b.source.csl.title),
    );
  const offset = asked.offset ?? 0;
  return { total: rows.length, rows: rows.slice(offset, offset + (asked.limit ?? 100)) };
}

export function sourcePage(kept: Kept, id: string): SourcePageAnswer {
  const { tables } = kept;
  const source = tables.source.get(id);
  if (source === undefined) throw fault("not_found", "There is no such source.");
  const uses = [...tables.evidence.values()].flatMap((evidence) => {
    const claim = tables.claim.get(evidence.claim);
    if (evidence.source !== id || claim === undefined) return [];
    const case_name = tables.case.get(claim.case)?.name ?? "";
    const of = { claim: claim.id, case_name, number: claim.number, heading: heading(claim) };
    return [{ ...of, role: "evidence" as const, stance: evidence.stance }];
  });
  const chain: Source[] = [];
  for (let next = source.origin; next !== null;) {
    const one = tables.source.get(next);
    if (one === undefined || one.id === id || chain.includes(one)) break;
    chain.push(one);
    next = one.origin;
  }
  return {
    source,
    origin: chain[0] ?? null,
    chain,
    derived: [...tables.source.values()].filter((one) => one.origin === id),
    uses,
    contacts: [...tables.contact.values()].filter((one) => one.source === id),
    snapshots: snapshotsOf(kept, id),
  };
}

export function sourceKnown(tables: Tables, entries: readonly SourcePatch[]): (KnownSource | null)[] {
  return entries.map((entry) => {
    const title = entry.csl?.title ?? "";
    const known = [...tables.source.values()].find((one) => title !== "" && one.csl.title === title);
    return known === undefined ? null : { by: "title", source: known.id, label: title };
  });
}

/** Each line that is not blank is a title, but for DOIs and addresses: enough to try the window with. */
export function biblioOf(from: BiblioFrom): Biblio {
  const text = "text" in from ? from.text : "A report that came in a file";
  const entries = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line): SourcePatch => {
      const url = /^https?:/.test(line) ? line : "";
      return { kind: "report", csl: { ...newCsl(url === "" ? line : ""), URL: url } };
    });
  if (entries.length === 0) throw fault("input", "This is neither BibTeX nor RIS nor CSL-JSON.");
  return { format: "bibtex", name: "token" in from ? "sources.bib" : "", entries, problems: [] };
}

/** Keeps a text of two paragraphs as a copy. */
export function keepCopy(
  ledger: Ledger,
  editor: string,
  { id, source, name, how }: { id: string; source: string; name: string; how: Capture },
): void {
  const paragraphs = ["The copy of a report", "Sarin was used in Khan Shaykhun on 4 April 2017."];
  const text = paragraphs.join("\n\n");
  const blocks = paragraphs.map((words, at): Block => {
    const start = text.indexOf(words);
    return { start, end: start + words.length, kind: at === 0 ? "title" : "paragraph", level: 0 };
  });
  ledger.texts.set(id, { text, layout: { blocks } });
  const command = { do: "add_snapshot", id, source, bytes: id, media_type: "text/plain", name, how } as const;
  ledger.execute(editor, command, null);
}
