//! Random commands of every kind that there is.
//!
//! `command` matches on every name in `Command::NAMES`; `tests/suite` fails if a
//! name has no generator here.

use claimdesk_core::command::{AddRevision, Command};
use claimdesk_core::model::{Kind, Note, NoteKind, scales::TEMPLATES};
use claimdesk_core::{Attachment, sha256};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use crate::{document, note, noted_text};

/// A small generator of numbers: the same seed, the same run.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `n` (`n` > 0).
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    /// One of several words.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len().max(1))).copied().unwrap_or_default()
    }

    /// One of several.
    pub fn of<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { items.get(self.below(items.len())) }
    }
}

const WORDS: &[&str] =
    &["sarin", "the mission", "Moscow", "خان شيخون", "Хан-Шейхун", "report", "👩‍🔬", "doubtful", "a\u{301}", "2017"];

/// What is on the desk, as ids by kind, and the scale values.
pub type Things = BTreeMap<Kind, Vec<Value>>;

/// A random command of this name, with its bytes; `None` if it has no generator.
/// It may well be refused: that too must leave everything as it was.
pub fn command(name: &str, dice: &mut Dice, things: &Things) -> Option<(Command, Vec<Attachment>)> {
    if name == "add_document" {
        let case = serde_json::from_value(one(Kind::Case, dice, things)).ok()?;
        let words = words(dice);
        let paragraphs = [words.as_str(), &format!("{words} {words}")];
        let (mut command, _) = document(case, &paragraphs);
        let (text, attachments) = noted_text(&paragraphs, &notes(&paragraphs, dice));
        command.text = text;
        return Some((command.into(), attachments));
    }
    if name == "add_revision" {
        let document = serde_json::from_value(one(Kind::Document, dice, things)).ok()?;
        // Few words, so that much of a draft is like the one before, and much is only alike.
        let (first, second) = (words(dice), words(dice));
        let paragraphs = [first.as_str(), &format!("{first} {second}"), &second];
        let (text, attachments) = noted_text(&paragraphs, &notes(&paragraphs, dice));
        return Some((AddRevision { id: None, document, text }.into(), attachments));
    }
    let mut json = fields(name, dice, things)?;
    json.as_object_mut()?.insert("do".to_owned(), json!(name));
    let mut attachments = Vec::new();
    if name == "add_snapshot" {
        let bytes = words(dice).into_bytes();
        json["bytes"] = json!(sha256(&bytes));
        attachments.push(Attachment { bytes, media_type: "text/plain".to_owned() });
    }
    Some((Command::from_json(&json.to_string()).expect("a generator writes a command"), attachments))
}

/// A comment on some words, an answer to it, a footnote, and one on the whole document.
fn notes(paragraphs: &[&str], dice: &mut Dice) -> Vec<Note> {
    let on = paragraphs[0].split_whitespace().next().unwrap_or_default();
    let said = dice.word(&["Who says so?", "Check this.", "See https://example.org/report"]);
    let mut answer = note(NoteKind::Comment, paragraphs, on, "Author B", "The mission does.");
    answer.answers = Some(0);
    vec![
        note(NoteKind::Comment, paragraphs, on, "Author A", said),
        answer,
        note(NoteKind::Footnote, paragraphs, on, "", dice.word(&["S/RES/2118 (2013)", "Ibid."])),
        note(NoteKind::Comment, paragraphs, "", "Author A", "The dates must be checked."),
    ]
}

/// The id of something of this kind that is on the desk, or of nothing.
fn one(kind: Kind, dice: &mut Dice, things: &Things) -> Value {
    let held = things.get(&kind).map(Vec::as_slice).unwrap_or_default();
    dice.of(held).cloned().unwrap_or_else(|| json!(crate::counted(0xffff)))
}

/// What a command of this name says.
fn fields(name: &str, dice: &mut Dice, things: &Things) -> Option<Value> {
    let mut id = |kind: Kind| one(kind, dice, things);
    let (claim, source, evidence) = (id(Kind::Claim), id(Kind::Source), id(Kind::Evidence));
    let (rebuttal, case, revision) = (id(Kind::Rebuttal), id(Kind::Case), id(Kind::Revision));
    let (document_id, passage, editor) = (id(Kind::Document), id(Kind::Passage), id(Kind::Editor));
    let (other_claim, scale, origin) = (id(Kind::Claim), id(Kind::Scale), id(Kind::Source));
    let words = words(dice);
    let start = dice.below(12);
    let end = start + 1 + dice.below(9);
    let targets = [json!({ "claim": claim }), json!({ "evidence": evidence }), json!({ "rebuttal": rebuttal })];
    let target = dice.of(&targets).cloned();
    Some(match name {
        "add_editor" => json!({ "name": words }),
        "edit_editor" => json!({ "editor": editor, "set": { "name": words } }),
        "add_scale" => json!({ "name": words, "values": [
            { "id": crate::counted(0x5000 + dice.below(9999) as u128), "name": "Yes" },
            { "id": crate::counted(0x9000_0000 + dice.below(9999) as u128), "name": words }] }),
        "copy_scale" => json!({ "template": TEMPLATES[dice.below(TEMPLATES.len())].key }),
        "edit_scale" => json!({ "scale": scale, "set": { "name": words, "retired": dice.below(2) == 0 } }),
        "add_source" => json!({ "with": { "csl": { "title": words }, "symbol": "S/1510/2017" } }),
        "edit_source" => json!({ "source": source, "set": { "note": words, "origin": origin } }),
        "remove_source" => json!({ "source": source }),
        "add_case" => json!({ "name": words }),
        "edit_case" => json!({ "case": case, "set": { "brief": words, "lead": editor } }),
        "remove_case" => json!({ "case": case }),
        "edit_document" => json!({ "document": document_id, "set": { "title": words } }),
        "remove_document" => json!({ "document": document_id }),
        "tag_claim" => json!({ "revision": revision, "start": start, "end": end, "with": { "topics": [words] } }),
        "add_claim" if dice.below(2) == 0 => json!({ "case": case, "statement": words }),
        "add_claim" => json!({ "case": case, "statement": words, "with": { "part_of": claim } }),
        "edit_claim" if dice.below(3) == 0 => {
            let answer = json!({ "answer": words, "source": source });
            json!({ "claim": claim, "set": { "questions": [{ "question": words, "answers": [answer] }] } })
        }
        "edit_claim" => {
            json!({ "claim": claim, "set": { "statement": words, "same_as": other_claim, "assignee": editor } })
        }
        "set_work_state" => {
            json!({ "claim": claim, "state": dice.word(&["checking", "returned", "triaged"]), "reason": words })
        }
        "remove_claim" => json!({ "claim": claim }),
        "add_passage" => json!({ "claim": claim, "revision": revision, "start": start, "end": end }),
        "remove_passage" => json!({ "passage": passage }),
        "link_evidence" if dice.below(2) == 0 => json!({ "claim": claim, "source": source }),
        "link_evidence" => {
            json!({ "claim": claim, "new_source": { "originator": words }, "with": { "stance": "contradicts" } })
        }
        "edit_evidence" => json!({ "evidence": evidence, "set": { "shows": words } }),
        "remove_evidence" => json!({ "evidence": evidence }),
        "add_rebuttal" if dice.below(2) == 0 => json!({ "target": target, "statement": words }),
        "add_rebuttal" => {
            json!({ "target": target, "statement": words, "with": { "evidence": [{ "source": source }] } })
        }
        "edit_rebuttal" => json!({ "rebuttal": rebuttal, "set": { "statement": words } }),
        "set_rebuttal_status" => json!({ "rebuttal": rebuttal, "status": dice.word(&["maintained", "withdrawn"]) }),
        "weigh_rebuttal" => json!({ "rebuttal": rebuttal, "weighing": { "weight": "holds_in_part", "reason": words } }),
        "remove_rebuttal" => json!({ "rebuttal": rebuttal }),
        "give_verdict" => {
            json!({ "claim": claim, "scale": scale, "value_name": dice.word(&["Supported", "Refuted", "True", "Wrong"]), "with": { "finding": words } })
        }
        "withdraw_verdict" => json!({ "claim": claim }),
        "together" => json!({ "title": words, "commands": [
            { "do": "add_claim", "case": case, "statement": words },
            { "do": "edit_source", "source": source, "set": { "interests": words } }] }),
        _ => return draft_fields(name, dice, things),
    })
}

/// The same for commands on drafts and what is marked in them.
fn draft_fields(name: &str, dice: &mut Dice, things: &Things) -> Option<Value> {
    let (omission, anchor) = (one(Kind::Omission, dice, things), one(Kind::Anchor, dice, things));
    let (revision, words) = (one(Kind::Revision, dice, things), words(dice));
    let start = dice.below(12);
    let end = start + 1 + dice.below(9);
    Some(match name {
        "decide_anchor" => {
            let place = json!({ "place": { "start": start, "end": end } });
            let decisions = [json!("confirm"), json!({ "candidate": 0 }), place, json!("gone"), json!("ask")];
            json!({ "anchor": anchor, "to": dice.of(&decisions) })
        }
        "leave_out" => json!({ "revision": revision, "start": start, "end": end, "ground": "opinion" }),
        "edit_omission" => json!({ "omission": omission, "set": { "ground": "other", "reason": words } }),
        "remove_omission" => json!({ "omission": omission }),
        "claim_note" | "source_note" | "dismiss_note" => json!({ "revision": revision, "note": dice.below(4) }),
        "reopen_note" => json!({ "uptake": one(Kind::Uptake, dice, things) }),
        _ => return work(name, &words, dice, things),
    })
}

/// What a command says that is about the work around claims and sources.
fn work(name: &str, words: &str, dice: &mut Dice, things: &Things) -> Option<Value> {
    let mut id = |kind: Kind| one(kind, dice, things);
    let (claim, case, rebuttal) = (id(Kind::Claim), id(Kind::Case), id(Kind::Rebuttal));
    let (source, other_source) = (id(Kind::Source), id(Kind::Source));
    let snapshot = id(Kind::Snapshot);
    let (contact, comment, view) = (id(Kind::Contact), id(Kind::Comment), id(Kind::View));
    Some(match name {
        "sign_off_claim" => {
            json!({ "claim": claim, "note": words, "despite": if dice.below(2) == 0 { words } else { "" } })
        }
        "withdraw_sign_off" => json!({ "claim": claim }),
        "tick_check" => {
            json!({ "claim": claim, "point": dice.word(&["names", "numbers", "image_origin"]), "done": dice.below(3) > 0, "note": words })
        }
        "add_contact" if dice.below(2) == 0 => {
            json!({ "case": case, "with": { "whom": { "name": words }, "source": source } })
        }
        "add_contact" => {
            json!({ "case": case, "with": { "whom": { "body": words }, "claim": claim, "asked": "2017-07-01", "deadline": "2017-07-05" } })
        }
        "edit_contact" => {
            json!({ "contact": contact, "set": { "question": words, "rebuttal": rebuttal } })
        }
        "answer_contact" => {
            json!({ "contact": contact, "outcome": dice.word(&["answered", "declined", "awaited"]), "answer": words })
        }
        "remove_contact" => json!({ "contact": contact }),
        "add_comment" => {
            json!({ "claim": claim, "text": format!("@EB {words}"), "kind": dice.word(&["remark", "dissent", "question"]) })
        }
        "edit_comment" => json!({ "comment": comment, "text": words }),
        "settle_comment" => json!({ "comment": comment, "settled": dice.below(2) == 0 }),
        "remove_comment" => json!({ "comment": comment }),
        "add_snapshot" => json!({ "source": source, "bytes": "", "media_type": "text/plain" }),
        "edit_snapshot" => json!({ "snapshot": snapshot, "set": { "note": words } }),
        "note_custody" => json!({ "snapshot": snapshot, "what": words }),
        "remove_snapshot" => json!({ "snapshot": snapshot }),
        "quote_evidence" => {
            let revision = one(Kind::Revision, dice, things);
            let start = dice.below(12);
            json!({ "claim": claim, "place": { "revision": revision }, "start": start, "end": start + 1 + dice.below(9) })
        }
        "merge_sources" => json!({ "keep": source, "others": [other_source] }),
        "set_letterhead" if dice.below(3) == 0 => json!({ "name": "", "logo": null }),
        "set_letterhead" => json!({ "name": words }),
        "save_view" => json!({ "name": words, "filter": { "case": case, "states": ["checking"] } }),
        "remove_view" => json!({ "view": view }),
        _ => return None,
    })
}

fn words(dice: &mut Dice) -> String {
    let n = 2 + dice.below(5);
    let words: Vec<&str> = (0..n).map(|_| WORDS[dice.below(WORDS.len())]).collect();
    format!("{} {}", words.join(" "), dice.below(100_000))
}
