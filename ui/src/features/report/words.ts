/** The choices of a report in words. Languages and styles have the same names in every language. */
import { m } from "../../i18n";
import type { Audience, CitationStyle, Redaction, ReportOptions } from "../../state/reports.svelte";

export function audiences(): { value: Audience; label: string; detail: string }[] {
  return [
    { value: "checking_file", label: m.report_checking_file(), detail: m.report_checking_file_text() },
    { value: "checked_copy", label: m.report_checked_copy(), detail: m.report_checked_copy_text() },
    { value: "summary", label: m.report_summary(), detail: m.report_summary_text() },
    { value: "article", label: m.report_article(), detail: m.report_article_text() },
  ];
}

export function redactions(): { value: Redaction; label: string; detail: string }[] {
  return [
    { value: "nothing", label: m.report_redaction_nothing(), detail: m.report_redaction_nothing_text() },
    { value: "sources", label: m.report_redaction_sources(), detail: m.report_redaction_sources_text() },
    { value: "desk", label: m.report_redaction_desk(), detail: m.report_redaction_desk_text() },
  ];
}

export const LANGUAGES: { value: ReportOptions["language"]; label: string }[] = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "ar", label: "العربية" },
  { value: "ru", label: "Русский" },
  { value: "de", label: "Deutsch" },
  { value: "es", label: "Español" },
];

export function papers(): { value: ReportOptions["paper"]; label: string }[] {
  return [
    { value: "a4", label: m.report_paper_a4() },
    { value: "letter", label: m.report_paper_letter() },
  ];
}

export function styles(): { value: CitationStyle; label: string }[] {
  return [
    { value: "plain", label: m.report_style_plain() },
    { value: "apa", label: "APA 7" },
    { value: "chicago_author_date", label: "Chicago (author-date)" },
    { value: "chicago_notes", label: "Chicago (notes)" },
    { value: "mla", label: "MLA 9" },
    { value: "iso690", label: "ISO 690" },
    { value: "harvard", label: "Harvard" },
    { value: "vancouver", label: "Vancouver" },
    { value: "gost", label: "ГОСТ Р 7.0.5-2008" },
  ];
}
