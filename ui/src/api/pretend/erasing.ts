/** What erasing kept words would take from the pretended desk, and what is gone. */
import type { BlobRef } from "../generated/BlobRef";
import type { Erasing } from "../generated/Erasing";
import type { ErasingAnswer } from "../generated/ErasingAnswer";
import type { ErasingRow } from "../generated/ErasingRow";
import { anchorsOf } from "./places";
import { erasedIn, quotesOf, type Kept } from "./snapshots";
import { get, type Tables } from "./tables";

/** Under which ids the texts of what is erased are kept. */
export const textsOf = (tables: Tables, what: Erasing): string[] =>
  "snapshot" in what
    ? [what.snapshot]
    : [...tables.revision.values()].filter((one) => one.document === what.document).map(({ id }) => id);

export function erasing({ tables, entries }: Kept, what: Erasing): ErasingAnswer {
  const row = ({ blob, name, size }: BlobRef, draft: number): ErasingRow => ({
    blob,
    draft,
    name: name ?? "",
    size,
    erased: erasedIn(entries, blob),
  });
  if ("snapshot" in what) {
    const { source, bytes, text } = get(tables.snapshot, what.snapshot, "snapshot");
    const { csl, symbol } = get(tables.source, source, "source");
    const quotes = quotesOf(tables, what.snapshot);
    return {
      title: csl.title || symbol,
      bytes: [bytes, ...(text ? [text.text, text.layout] : [])].map((kept) => row(kept, 0)),
      others: [],
      claims: new Set(quotes.map(({ claim }) => claim)).size,
      passages: quotes.length,
    };
  }
  const { document } = what;
  const passages = [...tables.passage.values()].filter((one) => one.document === document);
  const omissions = [...tables.omission.values()].filter((one) => one.document === document);
  const drafts = [...tables.revision.values()].filter((one) => one.document === document);
  const later = [...passages, ...omissions]
    .flatMap(({ id }) => anchorsOf(tables, id))
    .filter(({ start }) => typeof start === "number");
  return {
    title: get(tables.document, document, "document").title,
    bytes: drafts.flatMap(({ number, original, text, layout }) =>
      [original, text, layout].map((kept) => row(kept, number)),
    ),
    others: [],
    claims: new Set(passages.map(({ claim }) => claim)).size,
    passages: passages.length + omissions.length + later.length,
  };
}
