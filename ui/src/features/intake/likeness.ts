/** Whether a file is more likely the next draft of a text than a text of its own: told by names, as people tell it. */
import type { DocumentId } from "../../api/generated/DocumentId";

/** The open document, of which a text may be the next draft. */
export interface DraftOf {
  id: DocumentId;
  title: string;
  /** The number that the draft would get. */
  number: number;
  /** The title, and the names under which its drafts came. */
  names: readonly string[];
}

/** What tells one draft from the next in a name, and so says nothing about the text. */
const OF_DRAFTS =
  /^(draft|drafts|final|version|ver|v|rev|revision|copy|kopie|entwurf|new|edited|clean|\d+)$/u;
const ENOUGH = 0.5;

function wordsOf(name: string): Set<string> {
  const words = name
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,5}$/u, "")
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== "" && !OF_DRAFTS.test(word)));
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / Math.max(1, Math.min(one.size, other.size));
}

/** `known` are the document's title and the names under which its drafts came. */
export function isLikelyDraft(name: string, known: readonly string[]): boolean {
  const words = wordsOf(name);
  // "draft 2.docx" says nothing but that it is a draft: of what is open, then.
  if (words.size === 0) return /draft|final|version|rev|entwurf|v ?\d/iu.test(name);
  return known.some((one) => name === one || shared(words, wordsOf(one)) >= ENOUGH);
}
