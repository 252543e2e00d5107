//! A claim's sheet, from the core's dossier of it.

use std::collections::HashMap;

use claimdesk_core::id::EvidenceId;
use claimdesk_core::model::{Question, Verdict};
use claimdesk_core::query::{ClaimLink, ClaimPageAnswer, SignOffRow};

use super::Work;
use crate::error::Result;
use crate::report::{
    AnswerLine, AppearanceLine, Attacked, ClaimRef, ClaimSheet, Count, EvidenceLine, PassageLine, QuestionLine,
    RebuttalSheet, ScaleUsed, SignOffLine, TickLine, VerdictSheet, Withheld,
};

impl Work<'_> {
    /// All work on one claim. Sources are numbered in the order in which they are printed.
    pub(super) fn sheet(&mut self, page: &ClaimPageAnswer) -> Result<ClaimSheet> {
        for row in &page.evidence {
            self.sources.know(&row.source);
            row.origin.iter().for_each(|origin| self.sources.know(origin));
        }
        page.other_sources.iter().for_each(|source| self.sources.know(source));
        let numbers: HashMap<EvidenceId, u32> =
            page.evidence.iter().map(|row| (row.evidence.id, self.sources.number(row.source.id))).collect();
        let rebuttals = self.rebuttals(page, &numbers)?;
        let circle = |circle: &Vec<_>| circle.iter().map(|source| self.sources.number(*source)).collect();
        let balance = Count::new(&page.balance, page.balance.circles.iter().map(circle).collect());
        let claim = &page.claim;
        self.seen.insert(claim.tagged_by);
        Ok(ClaimSheet {
            id: claim.id,
            number: claim.number,
            statement: claim.statement.clone(),
            short: claim.short.clone(),
            language: claim.language.clone(),
            kinds: claim.kinds.clone(),
            claimant: claim.claimant.clone(),
            attributor: claim.attributor.clone(),
            made: claim.made.clone(),
            place: claim.place.clone(),
            assertion: claim.assertion,
            passages: self.passages(page)?,
            topics: claim.topics.clone(),
            part_of: page.part_of.as_ref().map(|link| self.claim_ref(page, link)),
            parts: page.parts.iter().map(|link| self.claim_ref(page, link)).collect(),
            same_as: page.same_as.as_ref().map(|link| self.claim_ref(page, link)),
            work_state: claim.work_state,
            work_state_reason: claim.work_state_reason.clone(),
            assignee: claim.assignee.map(|editor| self.editor_name(editor)).unwrap_or_default(),
            verdict: page.verdict.as_ref().map(|verdict| self.verdict(verdict)),
            sign_offs: self.sign_offs(page),
            evidence: self.evidence(page, &numbers, &rebuttals)?,
            checks: claim
                .checks
                .iter()
                .map(|tick| TickLine {
                    point: tick.point,
                    by: self.editor_name(tick.by),
                    at: tick.at,
                    note: tick.note.clone(),
                })
                .collect(),
            questions: claim.questions.iter().map(|question| self.question(question)).collect(),
            appearances: self.appearances(page),
            balance,
            rebuttals,
            not_known: claim.not_known.clone(),
            history: self.history(claim.id)?,
        })
    }

    pub(super) fn passages(&mut self, page: &ClaimPageAnswer) -> Result<Vec<PassageLine>> {
        page.places.iter().map(|place| self.texts.passage(place)).collect()
    }

    /// The report's number of the scale as it was when a verdict was given.
    pub(super) fn scale(&mut self, verdict: &Verdict) -> u32 {
        let used = ScaleUsed { name: verdict.scale_name.clone(), values: verdict.scale_values.clone() };
        let at = self.scales.iter().position(|scale| *scale == used).unwrap_or_else(|| {
            self.scales.push(used);
            self.scales.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn verdict(&mut self, verdict: &Verdict) -> VerdictSheet {
        VerdictSheet {
            scale: self.scale(verdict),
            value: verdict.value.clone(),
            finding: verdict.finding.clone(),
            reasoning: verdict.reasoning.clone(),
            confidence: verdict.confidence,
            limits: verdict.limits.clone(),
            context: verdict.context.clone(),
            change: verdict.change_asked.clone(),
            by: self.editor_name(verdict.given_by),
            at: verdict.given_at,
        }
    }

    fn sign_offs(&mut self, page: &ClaimPageAnswer) -> Vec<SignOffLine> {
        let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let line = |row: &SignOffRow| SignOffLine {
            by: self.editor_name(row.sign_off.by),
            at: row.sign_off.at,
            note: row.sign_off.note.clone(),
            open_rebuttals: counted(row.sign_off.unanswered.len()),
            despite: row.sign_off.despite.clone(),
            different: counted(row.changed.len()),
            seen_sha256: row.sign_off.digest.clone(),
        };
        page.signed.iter().map(line).collect()
    }

    fn evidence(
        &mut self,
        page: &ClaimPageAnswer,
        numbers: &HashMap<EvidenceId, u32>,
        rebuttals: &[RebuttalSheet],
    ) -> Result<Vec<EvidenceLine>> {
        let mut lines = Vec::with_capacity(page.evidence.len());
        for row in &page.evidence {
            let evidence = &row.evidence;
            let kept = self.sources.withheld(self.reader, row.source.id)?;
            let source = self.sources.number(row.source.id);
            let of_it =
                |rebuttal: &&RebuttalSheet| row.rebuttals.iter().any(|thread| thread.rebuttal.id == rebuttal.id);
            lines.push(EvidenceLine {
                id: evidence.id,
                source,
                stance: evidence.stance,
                strength: evidence.strength,
                directness: evidence.directness,
                excerpts: if kept == Withheld::NameAndWords { Vec::new() } else { evidence.excerpts.clone() },
                shows: evidence.shows.clone(),
                same_origin_as: row.same_origin_as.and_then(|id| numbers.get(&id).copied()),
                goes_back_to: row.origin.as_ref().map(|origin| self.sources.number(origin.id)),
                circular: row.circular,
                rebutted_by: rebuttals
                    .iter()
                    .filter(|rebuttal| matches!(rebuttal.attacks, Attacked::Evidence(_)))
                    .filter(of_it)
                    .map(|rebuttal| rebuttal.number)
                    .collect(),
            });
        }
        Ok(lines)
    }

    fn question(&mut self, question: &Question) -> QuestionLine {
        let answers = question.answers.iter().map(|answer| AnswerLine {
            answer: answer.answer.clone(),
            kind: answer.kind,
            source: answer.source.map(|source| self.sources.number(source)),
            url: answer.url.clone(),
            note: answer.note.clone(),
        });
        QuestionLine {
            answers: answers.collect(),
            question: question.question.clone(),
            strategy: question.strategy.clone(),
        }
    }

    fn appearances(&mut self, page: &ClaimPageAnswer) -> Vec<AppearanceLine> {
        let lines = page.claim.appearances.iter().map(|appearance| AppearanceLine {
            title: appearance.title.clone(),
            url: appearance.url.clone(),
            date: appearance.date.clone(),
            source: appearance.source.map(|source| self.sources.number(source)),
        });
        lines.collect()
    }

    fn claim_ref(&self, page: &ClaimPageAnswer, link: &ClaimLink) -> ClaimRef {
        ClaimRef {
            id: link.id,
            other_case: (link.case_name != page.case_name).then(|| link.case_name.clone()),
            number: link.number,
            heading: link.heading.clone(),
            here: self.with_sheet.contains(&link.id),
        }
    }
}
