/**
 * What the fixed words of the records are called on screen. One table for each, so that a new
 * word of the program does not compile before it has a name here.
 */
import type { Access } from "../../api/generated/Access";
import type { AnswerKind } from "../../api/generated/AnswerKind";
import type { Assertion } from "../../api/generated/Assertion";
import type { CheckPoint } from "../../api/generated/CheckPoint";
import type { ClaimKind } from "../../api/generated/ClaimKind";
import type { CommentKind } from "../../api/generated/CommentKind";
import type { Confidence } from "../../api/generated/Confidence";
import type { Confidentiality } from "../../api/generated/Confidentiality";
import type { Directness } from "../../api/generated/Directness";
import type { Effect } from "../../api/generated/Effect";
import type { Ground } from "../../api/generated/Ground";
import type { InformationGrade } from "../../api/generated/InformationGrade";
import type { PriorityGround } from "../../api/generated/PriorityGround";
import type { Purpose } from "../../api/generated/Purpose";
import type { RebuttalStatus } from "../../api/generated/RebuttalStatus";
import type { Sign } from "../../api/generated/Sign";
import type { SourceGrade } from "../../api/generated/SourceGrade";
import type { SourceKind } from "../../api/generated/SourceKind";
import type { Stance } from "../../api/generated/Stance";
import type { Strength } from "../../api/generated/Strength";
import type { Terms } from "../../api/generated/Terms";
import type { Way } from "../../api/generated/Way";
import type { Weight } from "../../api/generated/Weight";
import { m } from "../../i18n";
import { priorities, workStates, wordsOf, type Words } from "../../state/words";
import type { Option, Tone as PartTone } from "../../parts/types";

export { priorities, workStates };

export const claimKinds: Words<ClaimKind> = {
  event_or_property: m.claim_kind_event_or_property,
  numerical: m.claim_kind_numerical,
  quotation: m.claim_kind_quotation,
  causal: m.claim_kind_causal,
  position: m.claim_kind_position,
  attribution: m.claim_kind_attribution,
  image_or_video: m.claim_kind_image_or_video,
};

export const assertions: Words<Assertion> = {
  author: m.claim_assertion_author,
  attributed: m.claim_assertion_attributed,
  quoted: m.claim_assertion_quoted,
  opinion: m.claim_assertion_opinion,
};

export const priorityGrounds: Words<PriorityGround> = {
  libel: m.claim_ground_libel,
  harm: m.claim_ground_harm,
  prominence: m.claim_ground_prominence,
  repetition: m.claim_ground_repetition,
  novelty: m.claim_ground_novelty,
};

export const checkPoints: Words<CheckPoint> = {
  names: m.check_names,
  dates: m.check_dates,
  numbers: m.check_numbers,
  quotation: m.check_quotation,
  attribution: m.check_attribution,
  cause: m.check_cause,
  image_origin: m.check_image_origin,
  source_fit: m.check_source_fit,
};

export const checkPointHints: Words<CheckPoint> = {
  names: m.check_names_hint,
  dates: m.check_dates_hint,
  numbers: m.check_numbers_hint,
  quotation: m.check_quotation_hint,
  attribution: m.check_attribution_hint,
  cause: m.check_cause_hint,
  image_origin: m.check_image_origin_hint,
  source_fit: m.check_source_fit_hint,
};

export const purposes: Words<Purpose> = {
  reply: m.contact_purpose_reply,
  inquiry: m.contact_purpose_inquiry,
};

export const ways: Words<Way> = {
  email: m.contact_way_email,
  phone: m.contact_way_phone,
  letter: m.contact_way_letter,
  message: m.contact_way_message,
  in_person: m.contact_way_in_person,
  press_office: m.contact_way_press_office,
};

export const commentKinds: Words<CommentKind> = {
  remark: m.comment_kind_remark,
  question: m.comment_kind_question,
  decision: m.comment_kind_decision,
  dissent: m.comment_kind_dissent,
};

export const answerKinds: Words<AnswerKind> = {
  extractive: m.claim_answer_extractive,
  abstractive: m.claim_answer_abstractive,
  boolean: m.claim_answer_boolean,
  unanswerable: m.claim_answer_unanswerable,
};

export const stances: Words<Stance> = {
  supports: m.evidence_stance_supports,
  contradicts: m.evidence_stance_contradicts,
  context: m.evidence_stance_context,
};

export const stanceDetails: Words<Stance> = {
  supports: m.evidence_stance_supports_detail,
  contradicts: m.evidence_stance_contradicts_detail,
  context: m.evidence_stance_context_detail,
};

export const stanceSigns: Readonly<Record<Stance, string>> = {
  supports: "▲",
  contradicts: "▼",
  context: "◆",
};

export const stanceTones: Readonly<Record<Stance, PartTone>> = {
  supports: "sup",
  contradicts: "reb",
  context: "ctx",
};

export const strengths: Words<Strength> = {
  weak: m.evidence_strength_weak,
  moderate: m.evidence_strength_moderate,
  strong: m.evidence_strength_strong,
  decisive: m.evidence_strength_decisive,
};

export const directnesses: Words<Directness> = {
  primary: m.evidence_directness_primary,
  secondary: m.evidence_directness_secondary,
};

export const grounds: Words<Ground> = {
  fact: m.rebuttal_ground_fact,
  attribution: m.rebuttal_ground_attribution,
  method: m.rebuttal_ground_method,
  competence: m.rebuttal_ground_competence,
  custody: m.rebuttal_ground_custody,
  interpretation: m.rebuttal_ground_interpretation,
  other_account: m.rebuttal_ground_other_account,
  context: m.rebuttal_ground_context,
};

export const rebuttalStatuses: Words<RebuttalStatus> = {
  unanswered: m.rebuttal_status_unanswered,
  answered: m.rebuttal_status_answered,
  conceded: m.rebuttal_status_conceded,
  withdrawn: m.rebuttal_status_withdrawn,
  maintained: m.rebuttal_status_maintained,
  overtaken: m.rebuttal_status_overtaken,
};

export const weights: Words<Weight> = {
  unweighed: m.rebuttal_weight_unweighed,
  holds: m.rebuttal_weight_holds,
  holds_in_part: m.rebuttal_weight_holds_in_part,
  does_not_hold: m.rebuttal_weight_does_not_hold,
  undecided: m.rebuttal_weight_undecided,
};

export const effects: Words<Effect> = {
  none: m.rebuttal_effect_none,
  lowers_confidence: m.rebuttal_effect_lowers_confidence,
  needs_context: m.rebuttal_effect_needs_context,
  changes_verdict: m.rebuttal_effect_changes_verdict,
};

export const confidences: Words<Confidence> = {
  low: m.verdict_confidence_low,
  medium: m.verdict_confidence_medium,
  high: m.verdict_confidence_high,
};

export const sourceKinds: Words<SourceKind> = {
  report: m.source_kind_report,
  official_act: m.source_kind_official_act,
  news_article: m.source_kind_news_article,
  statement: m.source_kind_statement,
  web_page: m.source_kind_web_page,
  book: m.source_kind_book,
  journal_article: m.source_kind_journal_article,
  data_set: m.source_kind_data_set,
  interview: m.source_kind_interview,
  letter: m.source_kind_letter,
  image: m.source_kind_image,
  recording: m.source_kind_recording,
  post: m.source_kind_post,
  archive_item: m.source_kind_archive_item,
  own_observation: m.source_kind_own_observation,
};

export const accesses: Words<Access> = {
  public: m.source_access_public,
  restricted: m.source_access_restricted,
  private: m.source_access_private,
};

export const confidentialities: Words<Confidentiality> = {
  open: m.source_confidentiality_open,
  desk: m.source_confidentiality_desk,
  protected: m.source_confidentiality_protected,
};

export const terms: Words<Terms> = {
  on_record: m.source_terms_on_record,
  background: m.source_terms_background,
  off_record: m.source_terms_off_record,
};

export const sourceGrades: Words<SourceGrade> = {
  A: m.source_grade_A,
  B: m.source_grade_B,
  C: m.source_grade_C,
  D: m.source_grade_D,
  E: m.source_grade_E,
  F: m.source_grade_F,
};

export const informationGrades: Words<InformationGrade> = {
  "1": m.source_credibility_1,
  "2": m.source_credibility_2,
  "3": m.source_credibility_3,
  "4": m.source_credibility_4,
  "5": m.source_credibility_5,
  "6": m.source_credibility_6,
};

const GLYPHS: Readonly<Record<Sign, string>> = {
  check: "✓",
  cross: "✗",
  arrows: "⇄",
  half: "◐",
  ring: "○",
  mostly_full: "◕",
  mostly_empty: "◔",
  pencil: "✎",
};

/** The sign of a verdict as a character. */
export function glyph(sign: Sign): string {
  return GLYPHS[sign];
}

/** A table of words as choices of a list or of chips, in the table's own order. */
export function choices<W extends string>(words: Words<W>): (Option & { value: W })[] {
  return wordsOf(words).map((value) => ({ value, label: words[value]() }));
}

export { wordsOf as keys };

/** A text of a part as one of our words: parts hand back the plain text of what was chosen. */
export function oneOf<W extends string>(words: Words<W>, value: string): W | undefined {
  return wordsOf(words).find((key) => key === value);
}

/** The same for several, in the table's order. */
export function someOf<W extends string>(words: Words<W>, values: readonly string[]): W[] {
  return wordsOf(words).filter((key) => values.includes(key));
}
