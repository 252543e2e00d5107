/** What the filters and orders of the library are called on screen, and what sources may share. */
import type { Capture } from "../../../../api/generated/Capture";
import type { SourceShow } from "../../../../api/generated/SourceShow";
import type { SourceSort } from "../../../../api/generated/SourceSort";
import type { TwinBy } from "../../../../api/generated/TwinBy";
import { m } from "../../../../i18n";
import type { Words } from "../../../../state/words";

export const shows: Words<SourceShow> = {
  used: m.library_show_used,
  unused: m.library_show_unused,
  kept: m.library_show_kept,
  not_kept: m.library_show_not_kept,
  confidential: m.library_show_confidential,
  unjudged: m.library_show_unjudged,
};

export const sorts: Words<SourceSort> = {
  title: m.library_sort_title,
  originator: m.library_sort_originator,
  published: m.library_sort_published,
  reliability: m.library_sort_reliability,
  uses: m.library_sort_uses,
  added: m.library_sort_added,
};

export const twinWords: Words<TwinBy> = {
  doi: m.twins_by_doi,
  url: m.twins_by_url,
  symbol: m.twins_by_symbol,
  title: m.twins_by_title,
};

export const captures: Words<Capture> = {
  file: m.copy_how_file,
  fetched: m.copy_how_fetched,
  archive: m.copy_how_archive,
  made: m.copy_how_made,
};
