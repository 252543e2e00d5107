/** New records with everything that the program fills in by itself. */
import type { Claim } from "../generated/Claim";
import type { Csl } from "../generated/Csl";
import type { Document } from "../generated/Document";
import type { Evidence } from "../generated/Evidence";
import type { Party } from "../generated/Party";
import type { Rebuttal } from "../generated/Rebuttal";
import type { Revision } from "../generated/Revision";
import type { Source } from "../generated/Source";
import type { Target } from "../generated/Target";

export const NOBODY: Party = { name: "", role: "", body: "" };

export function party(body: string, name = "", role = ""): Party {
  return { name, role, body };
}

export function newClaim(
  of: Pick<Claim, "id" | "case" | "number" | "statement" | "tagged_at" | "tagged_by">,
): Claim {
  return {
    ...of,
    short: "",
    kinds: [],
    language: "en",
    claimant: NOBODY,
    attributor: NOBODY,
    made: "",
    place: "",
    appearances: [],
    assertion: "author",
    part_of: null,
    same_as: null,
    topics: [],
    priority: "normal",
    priority_grounds: [],
    assignee: null,
    deadline: "",
    work_state: "tagged",
    work_state_reason: "",
    questions: [],
    checks: [],
    not_known: "",
  };
}

export function newCsl(title: string): Csl {
  return {
    type: "document",
    title,
    author: [],
    editor: [],
    publisher: "",
    "publisher-place": "",
    "container-title": "",
    issued: { date: "", literal: "" },
    volume: "",
    issue: "",
    page: "",
    number: "",
    URL: "",
    DOI: "",
    archive: "",
    other: {},
  };
}

export function newSource(id: string, addedAt: string): Source {
  return {
    id,
    kind: "web_page",
    csl: newCsl(""),
    symbol: "",
    originator: "",
    origin: null,
    language: "en",
    translator: "",
    dated: "",
    published: "",
    accessed: "",
    access: "public",
    confidentiality: "open",
    terms: "on_record",
    reliability: "F",
    credibility: "6",
    interests: "",
    note: "",
    document: null,
    added_at: addedAt,
  };
}

export function newEvidence(of: Pick<Evidence, "id" | "case" | "claim" | "source" | "position">): Evidence {
  return { ...of, stance: "supports", strength: "moderate", directness: "primary", excerpts: [], shows: "" };
}

export function newRebuttal(
  of: Pick<Rebuttal, "id" | "case" | "claim" | "statement"> & { target: Target },
): Rebuttal {
  return {
    ...of,
    by: NOBODY,
    uttered: "",
    place: "",
    grounds: [],
    excerpts: [],
    evidence: [],
    status: "unanswered",
    weighing: { weight: "unweighed", reason: "" },
    effect: "none",
    reflect: "",
  };
}

export function newDocument(of: Pick<Document, "id" | "case" | "title" | "added_at">): Document {
  return { ...of, kind: "draft", author: "", outlet: "", url: "", published: "", language: "en" };
}

export function newRevision(
  of: Pick<Revision, "id" | "case" | "document" | "number" | "received_at">,
  text: string,
  name: string,
): Revision {
  const blob = (media: string) => ({ blob: `${of.id}/${media}`, size: text.length, media_type: media, name });
  return {
    ...of,
    original: blob("text/html"),
    text: blob("text/plain"),
    layout: blob("application/json"),
    code_points: [...text].length,
    words: text.split(/\s+/u).filter((word) => word !== "").length,
    provenance: { reader: "pretend", charset: "utf-8", warnings: [] },
  };
}
