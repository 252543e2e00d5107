/** What is asked of the program when a report or a picture is to be made, and how it will look. */
import type { CaseId } from "./generated/CaseId";
import type { ClaimId } from "./generated/ClaimId";
import type { DocumentId } from "./generated/DocumentId";

export type Audience = "checking_file" | "checked_copy" | "summary" | "article";

/** How much a report keeps back. */
export type Redaction = "nothing" | "sources" | "desk";

/** What is chosen of a report's dress. */
export interface ReportOptions {
  /** Where it will be published; empty where it will not. */
  address: string;
  /** The language of the report's own words. */
  language: "en" | "fr" | "ar" | "ru" | "de" | "es";
  paper: "a4" | "letter";
  /** How sources are cited. */
  style: CitationStyle;
}

export type CitationStyle =
  | "plain"
  | "apa"
  | "chicago_author_date"
  | "chicago_notes"
  | "mla"
  | "iso690"
  | "harvard"
  | "vancouver"
  | "gost";

export interface FormatInfo {
  /** `html`, `markdown`, `json`, `pdf`. */
  key: string;
  /** In English, as `PDF document`. */
  name: string;
  extension: string;
  /** The audiences for which it has a place. */
  fits: Audience[];
}

export interface ReportRequest {
  case: CaseId;
  /** Only this document's claims. */
  document: DocumentId | null;
  /** Only these claims; empty: all. */
  claims: ClaimId[];
  audience: Audience;
  /** A `FormatInfo.key`. */
  format: string;
  redaction: Redaction;
  options: ReportOptions;
  /** The desk's name in the report; empty: that of its letterhead, or of its file. */
  desk: string;
}

/** What will be saved, as a screen shows it. */
export type Preview =
  /** For a sandboxed frame. */
  | { kind: "page"; url: string }
  /** For images, one a page; the address serves PNG. */
  | { kind: "pages"; urls: string[]; total: number }
  | { kind: "text"; text: string };

/** Which picture of a claim is to be saved. */
export interface PictureRequest {
  claim: ClaimId;
  what: "map" | "timeline";
  format: "svg" | "png";
  /** Light on dark. */
  dark: boolean;
  /** Names also the sources that asked not to be named. */
  nameAll: boolean;
}
