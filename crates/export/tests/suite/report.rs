//! The desk that most tests read, and what its report holds.

use claimdesk_core::id::ClaimId;
use claimdesk_core::model::BlockKind;
use claimdesk_export::{Attacked, Audience, Report, Standing};
use serde_json::json;

use crate::desk::{Desk, made, text_of};

const BLOCKS: &[(BlockKind, &str)] = &[
    (BlockKind::Title, "Paris talks: what was said"),
    (
        BlockKind::Paragraph,
        "The two ministers met on Thursday in Paris. Both said that they were against chemical weapons, and neither said more about the spring.",
    ),
    (BlockKind::Heading, "What the inspectors wrote"),
    (
        BlockKind::Paragraph,
        "In their report of June, the investigators proved that sarin was used in Khan Shaykhun on 4 April 2017, and the OPCW mission blamed Damascus for the attack.",
    ),
    (BlockKind::Quote, "«Хан-Шейхун» — так пишут название города в Москве."),
    (
        BlockKind::Paragraph,
        "قال ناشط محلي إن الهجوم وقع في خان شيخون عند الساعة السادسة والنصف صباحا، وقُتل فيه 87 شخصا.",
    ),
    (BlockKind::Paragraph, "中国代表表示，调查应当在现场进行。The council had adopted resolution 2118 in 2013."),
    (BlockKind::Footnote, "The weather that day was fair."),
];

pub(crate) struct Sample {
    pub(crate) desk: Desk,
    pub(crate) ffm: ClaimId,
}

/// A worked case: a chain of rebuttals, a refuted claim, other scripts, open and omitted claims.
pub(crate) fn sample() -> Sample {
    let mut desk = Desk::new("Paris talks");
    let case = desk.case;
    desk.run(&json!({"do": "edit_case", "case": case, "set": {
        "brief": "Whether the article tells apart what was used, and who used it.", "lead": desk.second}}));
    let with = json!({"author": "Author A", "outlet": "Newspaper A", "language": "en"});
    let revision = desk.document("Paris talks: what was said", BLOCKS, &with);
    let (text, _) = text_of(BLOCKS);
    let ffm = ffm(&mut desk, revision, &text);
    blame(&mut desk, revision, &text);
    toll(&mut desk, revision, &text);
    scripts(&mut desk, revision, &text);
    let weather = desk.tag(revision, &text, "The weather that day was fair", &json!({}));
    desk.run(&json!({"do": "set_work_state", "claim": weather, "state": "not_to_be_checked",
        "reason": "Nobody is harmed if it is wrong."}));
    desk.tag(revision, &text, "The two ministers met on Thursday in Paris", &json!({"made": "2017-07-06"}));
    desk.run(&json!({"do": "add_claim", "case": case, "statement": "The talks will be continued in Moscow."}));
    Sample { desk, ffm }
}

fn ffm(desk: &mut Desk, revision: uuid::Uuid, text: &str) -> ClaimId {
    let words = "the investigators proved that sarin was used in Khan Shaykhun on 4 April 2017";
    let claim = desk.tag(
        revision,
        text,
        words,
        &json!({
        "kinds": ["event_or_property"], "claimant": {"name": "the OPCW fact-finding mission"}, "made": "2017-06-29",
        "place": "The Hague", "assertion": "attributed", "language": "en", "topics": ["sarin", "Khan Shaykhun"],
        "attributor": {"name": "Author A", "role": "author"}}),
    );
    desk.why(
        &json!({"do": "edit_claim", "claim": claim, "set": {"statement":
        "OPCW investigators found that sarin or a sarin-like substance was used in Khan Shaykhun on 4 April 2017."}}),
        "the report's own word",
    );
    let report =
        desk.source(&json!({"kind": "report", "symbol": "S/1510/2017", "originator": "OPCW Technical Secretariat",
        "published": "2017-06-29", "accessed": "2017-07-05", "reliability": "A", "credibility": "1",
        "csl": {"type": "report", "title": "Report of the fact-finding mission on an alleged incident in Khan Shaykhun",
            "publisher": "OPCW", "publisher-place": "The Hague", "URL": "https://example.org/opcw/s-1510-2017.pdf"}}));
    let release = desk.source(&json!({"kind": "statement", "originator": "OPCW", "published": "2017-06-30", "origin": report,
        "csl": {"title": "Mission confirms use of chemical weapons", "URL": "https://example.org/opcw/press/2017/06/30"}}));
    let french = desk.source(&json!({"kind": "report", "originator": "French government", "published": "2017-04-26",
        "csl": {"title": "National evaluation", "publisher": "Ministry of Foreign Affairs", "publisher-place": "Paris"}}));
    let moscow = desk.source(&json!({"kind": "statement", "originator": "Russian foreign ministry", "language": "ru",
        "published": "2017-06-30", "csl": {"title": "Комментарий к докладу миссии ОЗХО"}}));
    let first = desk.link(
        claim,
        report,
        &json!({"strength": "strong", "shows": "The mission's own conclusion.",
        "excerpts": [{"quote": "a large number of people were exposed", "locator": "para. 6"}]}),
    );
    desk.link(
        claim,
        release,
        &json!({"directness": "secondary", "shows": "The same conclusion; the mandate; no visit to the site.",
        "excerpts": [{"locator": "p. 1"}]}),
    );
    desk.link(claim, french, &json!({"shows": "Samples of its own: sarin.", "excerpts": [{"locator": "section 1"}]}));
    rebuttals(desk, first, moscow, release);
    desk.run(&json!({"do": "edit_claim", "claim": claim, "set": {
        "not_known": "Who released the substance. Whether the mission's laboratories have been named.",
        "appearances": [{"title": "OPCW press release", "date": "2017-06-30", "source": release, "url": "https://example.org/opcw/press/2017/06/30"}],
        "questions": [{"question": "Does the report use the word “proved”?", "strategy": "Full text search",
            "answers": [{"answer": "No: it speaks of a conclusion.", "kind": "boolean", "source": report}]}]}}));
    desk.verdict(claim, "Supported", &json!({
        "finding": "The mission's report says so in these terms. It does not say who was responsible: that was outside its mandate.",
        "reasoning": "The report was read in full and held against the French paper, which rests on samples of its own.",
        "confidence": "high", "limits": "Says nothing on who used it.",
        "change_asked": {"old": "proved that sarin", "new": "found that sarin or a sarin-like substance",
            "note": "Do not shorten it to “sarin”."}}));
    let second = desk.second;
    desk.run_as(
        second,
        &json!({"do": "set_work_state", "claim": claim, "state": "second_check"}),
        Some("To be read against the sources."),
    );
    claim
}

/// Moscow, the OPCW, Moscow again; weighed once, for the whole chain.
fn rebuttals(desk: &mut Desk, first: uuid::Uuid, moscow: uuid::Uuid, release: uuid::Uuid) {
    let rebuttal = desk.rebut(
        &json!({"evidence": first}),
        "Calls the data very doubtful: taken from one side, collected in a neighbouring country and not on the spot.",
        &json!({"by": {"name": "Russian foreign ministry"}, "uttered": "2017-06-30", "place": "Moscow",
            "grounds": ["method", "custody"], "evidence": [{"source": moscow, "locator": "second paragraph"}],
            "excerpts": [{"quote": "весьма сомнительные данные", "translation": "very doubtful data"}],
            "reflect": "Say that Moscow disputes how the evidence was gathered."}),
    );
    let answer = desk.rebut(
        &json!({"rebuttal": rebuttal}),
        "The site was unsafe; samples, autopsies, witnesses and material from Syria itself were used.",
        &json!({"by": {"name": "OPCW"}, "uttered": "2017-06-30", "evidence": [{"source": release}]}),
    );
    desk.rebut(
        &json!({"rebuttal": answer}),
        "Points to contradictions and to questions that were left open.",
        &json!({"by": {"name": "Russian foreign ministry"}, "uttered": "2017-11-09", "grounds": ["interpretation"]}),
    );
    desk.run(&json!({"do": "weigh_rebuttal", "rebuttal": rebuttal, "effect": "none", "weighing": {"weight": "does_not_hold",
        "reason": "It touches how the evidence was gathered, not what two laboratories found; the claim is about what the report says."}}));
}

fn blame(desk: &mut Desk, revision: uuid::Uuid, text: &str) {
    let claim = desk.tag(
        revision,
        text,
        "the OPCW mission blamed Damascus for the attack",
        &json!({
        "statement": "The OPCW fact-finding mission held Damascus responsible.", "kinds": ["attribution"],
        "claimant": {"name": "Author A"}}),
    );
    let mandate = desk.source(&json!({"kind": "official_act", "symbol": "S/1497/2017", "originator": "OPCW",
        "published": "2017-05-12", "csl": {"title": "Update on the work of the mission"}}));
    let witness = desk
        .source(&json!({"kind": "interview", "originator": "A secret person", "confidentiality": "protected",
        "csl": {"title": "Interview with A secret person"}}));
    desk.link(
        claim,
        mandate,
        &json!({"stance": "contradicts", "strength": "decisive", "shows": "The mandate is whether, not by whom."}),
    );
    desk.link(claim, witness, &json!({"stance": "context", "shows": "How the mandate came about."}));
    desk.verdict(claim, "Refuted", &json!({"finding": "It was not asked, and did not say, who was responsible.",
        "change_asked": {"old": "and the OPCW mission blamed Damascus for the attack", "new": "", "note": "Cut, or name who does say so."}}));
}

fn toll(desk: &mut Desk, revision: uuid::Uuid, text: &str) {
    let claim = desk.tag(
        revision,
        text,
        "وقُتل فيه 87 شخصا",
        &json!({
        "statement": "قُتل 87 شخصا في خان شيخون في 4 نيسان/أبريل 2017.", "language": "ar", "kinds": ["numerical"],
        "claimant": {"name": "ناشط محلي", "role": "local activist"}, "made": "2017-04-04"}),
    );
    let agency = desk.source(&json!({"kind": "news_article", "originator": "Агентство", "language": "ru",
        "published": "2017-04-05", "csl": {"title": "Число погибших растёт"}}));
    let list = desk.source(&json!({"kind": "data_set", "originator": "المرصد", "language": "ar", "published": "2017-04-06",
        "csl": {"title": "أسماء الضحايا", "URL": "https://example.org/a-very-long-address/that-does-not-fit/on-one-line/of-a-narrow-column?list=victims&page=1&of=87#names"}}));
    desk.link(
        claim,
        agency,
        &json!({"stance": "contradicts", "shows": "Gives another number: more than 100.",
        "excerpts": [{"quote": "погибли более ста человек", "translation": "more than a hundred people died"}]}),
    );
    desk.link(claim, list, &json!({"shows": "تورد القائمة 87 اسما، بينهم 31 طفلا.", "excerpts": [{"quote": "سبعة وثمانون", "locator": "الصفحة 1"}]}));
    desk.rebut(
        &json!({"claim": claim}),
        "Другие источники называют иное число погибших.",
        &json!({"by": {"name": "МИД России"}, "uttered": "2017-04-12", "grounds": ["other_account"]}),
    );
    desk.verdict(claim, "Conflicting evidence", &json!({"finding": "تختلف الأعداد المعلنة بين مصدر وآخر."}));
}

fn scripts(desk: &mut Desk, revision: uuid::Uuid, text: &str) {
    let claim = desk.tag(
        revision,
        text,
        "中国代表表示，调查应当在现场进行",
        &json!({
        "statement": "中国代表在安理会表示，调查应当在现场进行。", "language": "zh-Hans", "kinds": ["position"],
        "claimant": {"name": "中国代表"}}),
    );
    let record = desk.source(&json!({"kind": "official_act", "symbol": "S/PV.7915", "originator": "联合国安全理事会",
        "csl": {"title": "会议逐字记录"}}));
    desk.link(
        claim,
        record,
        &json!({"shows": "原话见会议记录第八页。", "excerpts": [{"quote": "应当进行现场调查", "locator": "第8页"}]}),
    );
    desk.verdict(claim, "Supported", &json!({"finding": "会议记录中有此表述。 🕊"}));
}

fn report_of(audience: Audience) -> Report {
    sample().desk.report(audience)
}

#[test]
fn claims_stand_in_the_order_of_the_text() {
    let report = report_of(Audience::CheckingFile);
    let numbers: Vec<u32> = report.claims.iter().map(|claim| claim.number).collect();
    // The sixth claim stands first in the text; the fifth was left out; the seventh stands nowhere.
    assert_eq!(numbers, [6, 1, 2, 3, 4, 7]);
    assert_eq!(report.not_checked.iter().map(|claim| claim.number).collect::<Vec<_>>(), [5]);
    assert_eq!(report.not_checked[0].reason, "Nobody is harmed if it is wrong.");
    assert_eq!(report.open.iter().map(|claim| claim.number).collect::<Vec<_>>(), [6, 7]);
    assert_eq!(report.tally.iter().map(|row| row.claims).sum::<u32>(), 7);
    assert!(report.tally.iter().any(|row| row.standing == Standing::Open && row.claims == 2));
}

#[test]
fn origins_rebuttals_and_history_are_complete() {
    let mut sample = sample();
    let report = sample.desk.report(Audience::CheckingFile);
    let sheet = report.claims.iter().find(|claim| claim.id == sample.ffm).expect("its sheet");
    assert_eq!((sheet.balance.origins_for, sheet.balance.supports), (2, 3));
    assert_eq!(sheet.evidence[1].same_origin_as, Some(sheet.evidence[0].source));
    assert_eq!(sheet.evidence[0].rebutted_by, [1]);
    let rebuttal = &sheet.rebuttals[0];
    assert_eq!(rebuttal.attacks, Attacked::Evidence(sheet.evidence[0].source));
    assert_eq!(rebuttal.answers[0].attacks, Attacked::Rebuttal(1));
    assert_eq!(rebuttal.answers[0].answers[0].number, 3);
    assert_eq!(sheet.passages[0].paragraph, Some(2));
    assert_eq!(sheet.passages[0].before.text, "In their report of June, ");
    assert_eq!(sheet.history.len(), 4, "{:?}", sheet.history);
    assert_eq!(sheet.history[1].why, "the report's own word");
    assert_eq!(report.head.at.minute(), sample.desk.report(Audience::CheckedCopy).head.at.minute());
}

#[test]
fn a_protected_source_is_named_nowhere() {
    let report = report_of(Audience::CheckingFile);
    let json = serde_json::to_string(&report).expect("JSON");
    assert!(!json.contains("A secret person"), "{json}");
    assert!(report.sources.iter().any(|source| source.id.is_none()));
}

#[test]
fn the_checked_copy_holds_what_must_change_and_no_more() {
    let report = report_of(Audience::CheckedCopy);
    assert_eq!(report.changes.iter().map(|change| change.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(report.changes[0].reflect[0].how, "Say that Moscow disputes how the evidence was gathered.");
    let runs: Vec<_> = report.texts[0].blocks.iter().flat_map(|block| &block.runs).collect();
    let marked: String = runs.iter().filter(|run| run.claims == [1]).map(|run| run.text.as_str()).collect();
    assert_eq!(marked, "the investigators proved that sarin was used in Khan Shaykhun on 4 April 2017");
    let all: String = runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(all, BLOCKS.iter().map(|(_, words)| *words).collect::<String>());
    let json = serde_json::to_string(&report).expect("JSON");
    for secret in [
        "The report was read in full",
        "very doubtful data",
        "Nobody is harmed",
        "S/1497/2017",
        "To be read against the sources",
    ] {
        assert!(!json.contains(secret), "the author would read “{secret}”");
    }
}

#[test]
fn a_part_says_that_it_is_a_part() {
    let mut sample = sample();
    let mut scope = sample.desk.scope();
    scope.claims = vec![sample.ffm];
    let reader = sample.desk.store.reader(None).expect("a reader");
    let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).expect("a report");
    assert_eq!((report.claims.len(), report.head.claims_in_case), (1, 7));
    scope.claims = vec![ClaimId(uuid::Uuid::from_u128(99))];
    assert!(Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).is_err());
}

#[test]
fn a_past_moment_gives_the_report_of_that_moment() {
    let mut sample = sample();
    let before = sample.desk.report(Audience::CheckingFile);
    let claim = sample.ffm;
    sample.desk.why(&json!({"do": "edit_claim", "claim": claim, "set": {"statement": "Changed later."}}), "later");
    let scope = sample.desk.scope();
    let reader = sample.desk.store.reader(Some(before.head.entry)).expect("a reader");
    let again = Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).expect("a report");
    assert_eq!(again, before);
    let json = serde_json::to_string(&before).expect("JSON");
    assert_eq!(serde_json::from_str::<Report>(&json).expect("it reads back"), before);
}
