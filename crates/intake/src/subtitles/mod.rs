//! Subtitles (SubRip and WebVTT): what was said, as paragraphs.
//!
//! A cue is cut where the screen ends, not where a thought does. So cues are
//! joined until the speaker changes, a pause follows, or a sentence ends a long
//! paragraph; the time of each cue stays, as the place of its first letter.

mod cue;
mod words;

use crate::composer::Composer;
use crate::draft::{Anchor, Draft};
use crate::intake::{Hint, Intake, Warning};
use crate::prose;
use crate::reader::{self, About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use claimdesk_core::model::{BlockKind, LocatorKind, MarkStyle};
use cue::{Cue, Cues};
use words::Piece;

/// A pause after which a new paragraph begins, in milliseconds.
const PAUSE: u64 = 4_000;

/// The same, where a sentence has just ended.
const PAUSE_AFTER_SENTENCE: u64 = 1_500;

/// Letters after which the end of a sentence ends the paragraph.
const LONG: usize = 500;

/// How far apart two cues may be for the later one to go on with the words
/// of the former, in milliseconds.
const ROLLING: u64 = 100;

/// Reads subtitles of both kinds.
#[derive(Debug)]
pub(crate) struct Subtitles;

impl Reader for Subtitles {
    fn media_type(&self) -> &'static str {
        "text/vtt"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        if is_vtt(sample.head) {
            return Claim::Certain;
        }
        let named = sample
            .is_named(&["srt", "vtt", "sub", "sbv"], &["text/vtt", "application/x-subrip", "text/srt", "text/x-srt"]);
        // A number, a time, words: nothing else begins so.
        let mut lines = sample.head.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        let number = first.len() <= 9 && first.bytes().all(|byte| byte.is_ascii_digit());
        let begins = if number { lines.next().unwrap_or_default() } else { first };
        match (named, cue::times(begins).is_some()) {
            (_, true) => Claim::Certain,
            (true, false) => Claim::Named,
            (false, false) => Claim::No,
        }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let decoded = reader::letters(bytes, hint)?;
        let text = decoded.text.trim_start();
        let (media_type, how) = if is_vtt(text) {
            (self.media_type(), "subtitles/WebVTT 1")
        } else {
            ("application/x-subrip", "subtitles/SubRip 1")
        };
        let found = cue::read(text)?;
        let mut warnings = decoded.warnings;
        if found.skipped > 0 {
            warnings.push(Warning::LinesSkipped { count: found.skipped });
        }
        let mut composer = Composer::default();
        compose(&found, &mut composer)?;
        let made = composer.finish()?;
        let about = About { language: language(text), ..About::default() };
        Ok(reader::intake(media_type, how.to_owned(), about, made, (decoded.charset, warnings)))
    }
}

fn is_vtt(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// The language that some programs write into the head of a file.
fn language(text: &str) -> Option<String> {
    let head = text.lines().take_while(|line| !line.trim().is_empty()).take(10);
    let mut stated = head.filter_map(|line| line.strip_prefix("Language:"));
    reader::language_tag(stated.next()?)
}

/// The paragraph that is being joined.
#[derive(Default)]
struct Joined {
    draft: Option<Draft>,
    /// The last line as it was read.
    last: String,
    letters: usize,
    speaker: Option<String>,
    /// When the last cue ended.
    end: u64,
    /// The locator of the cue whose words are being added.
    locator: Option<usize>,
}

fn compose(found: &Cues<'_>, composer: &mut Composer) -> Result<(), Unreadable> {
    let mut joined = Joined::default();
    for cue in &found.cues {
        let lines = fresh(cue, &joined);
        let bare: Vec<String> = lines.iter().map(|line| words::bare(line)).collect();
        if bare.iter().all(String::is_empty) {
            continue;
        }
        let pause = cue.start.saturating_sub(joined.end);
        let ended = prose::ends_sentence(&joined.last);
        if pause >= PAUSE || ended && (pause >= PAUSE_AFTER_SENTENCE || joined.letters >= LONG) {
            joined.finish(composer)?;
        }
        let number = composer.locator(LocatorKind::Time, label(cue))?;
        joined.locator = Some(number);
        for (line, bare) in lines.iter().zip(bare) {
            if is_turn(&bare) {
                joined.finish(composer)?;
            }
            joined.add(line, composer)?;
            if !bare.is_empty() {
                joined.last = bare;
            }
        }
        joined.end_cue(number);
        joined.end = joined.end.max(cue.end);
    }
    joined.finish(composer)
}

/// Lines that were not already there in the cue before: captions that roll up
/// the screen repeat what is still to be seen.
fn fresh<'a>(cue: &Cue<'a>, joined: &Joined) -> Vec<&'a str> {
    let rolls = cue.start <= joined.end.saturating_add(ROLLING) && !joined.last.is_empty();
    let repeated = |line: &&&str| rolls && words::bare(line) == joined.last;
    let shown = usize::from(cue.lines.first().as_ref().is_some_and(repeated));
    cue.lines.iter().skip(shown).copied().collect()
}

/// Whether a line begins as somebody's turn in a dialogue does.
fn is_turn(bare: &str) -> bool {
    let rest = bare.strip_prefix(['-', '–', '—', '‐']).or(bare.strip_prefix(">>"));
    rest.is_some_and(|rest| rest.trim_start().chars().next().is_some_and(char::is_alphanumeric))
}

fn label(cue: &Cue<'_>) -> String {
    let time = |at: u64| {
        let (seconds, part) = (at / 1000, at % 1000);
        format!("{:02}:{:02}:{:02}.{part:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    };
    format!("{}–{}", time(cue.start), time(cue.end))
}

impl Joined {
    fn add(&mut self, line: &str, composer: &mut Composer) -> Result<(), Unreadable> {
        let mut begins = true;
        for piece in words::pieces(line) {
            match piece {
                Piece::Speaker(name) => {
                    if self.speaker.as_deref() == Some(name.as_str()) {
                        continue;
                    }
                    self.finish(composer)?;
                    let draft = self.draft.insert(Draft::new(BlockKind::Paragraph));
                    draft.open(MarkStyle::Strong, None);
                    draft.write(&name);
                    draft.close();
                    draft.write(": ");
                    self.speaker = Some(name);
                    begins = false;
                }
                Piece::Words(words) => {
                    let draft = self.draft.get_or_insert_with(|| Draft::new(BlockKind::Paragraph));
                    if std::mem::take(&mut begins) {
                        prose::join(&self.last, &words, draft);
                    }
                    if let Some(number) = self.locator.take() {
                        draft.begin(Anchor::Locator(number));
                    }
                    self.letters += words.len();
                    draft.write(&words);
                }
                Piece::Open(style) => {
                    self.draft.get_or_insert_with(|| Draft::new(BlockKind::Paragraph)).open(style, None);
                }
                Piece::Close => {
                    if let Some(draft) = &mut self.draft {
                        draft.close();
                    }
                }
            }
        }
        Ok(())
    }

    /// A cue ends, and with it the marks that nobody closed.
    fn end_cue(&mut self, number: usize) {
        if let Some(draft) = &mut self.draft {
            draft.end(Anchor::Locator(number));
            draft.close_all();
        }
    }

    fn finish(&mut self, composer: &mut Composer) -> Result<(), Unreadable> {
        self.letters = 0;
        match self.draft.take() {
            Some(draft) => composer.add(draft).map(|_| ()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Hint, Intake, Warning, read};
    use claimdesk_core::model::{LocatorKind, MarkStyle};

    fn subtitles(text: &str, name: &str) -> Intake {
        let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
        read(text.as_bytes(), &hint).unwrap()
    }

    fn located(intake: &Intake) -> Vec<(String, String)> {
        let letters: Vec<char> = intake.text.chars().collect();
        let words = |start: u32, end: u32| letters[start as usize..end as usize].iter().collect();
        let all = intake.layout.locators.iter();
        assert!(all.clone().all(|locator| locator.kind == LocatorKind::Time));
        all.map(|locator| (locator.label.clone(), words(locator.start, locator.end))).collect()
    }

    #[test]
    fn cues_become_paragraphs_and_keep_their_times() {
        let text = "1\n00:00:01,000 --> 00:00:03,000\nThe report is\n<i>dated</i> 29 June\n\n\
            2\n00:00:03,000 --> 00:00:04,500\nand was published later.\n\n\
            3\n00:00:09,000 --> 00:00:11,000\nA new thought.\n";
        let read = subtitles(text, "talk.srt");
        assert_eq!(read.media_type, "application/x-subrip");
        assert_eq!(read.text, "The report is dated 29 June and was published later.\n\nA new thought.");
        let expected = [
            ("00:00:01.000–00:00:03.000", "The report is dated 29 June"),
            ("00:00:03.000–00:00:04.500", "and was published later."),
            ("00:00:09.000–00:00:11.000", "A new thought."),
        ];
        assert_eq!(located(&read), expected.map(|(label, words)| (label.to_owned(), words.to_owned())));
        assert_eq!(read.layout.blocks[0].marks[0].style, MarkStyle::Emphasis);
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    }

    #[test]
    fn a_speaker_stands_before_the_words_once() {
        let text = "WEBVTT\nLanguage: en\n\n00:01.000 --> 00:02.000\n<v Editor A>Who says so?\n\n\
            00:02.000 --> 00:03.000\n<v Editor A>And when?</v>\n\n\
            00:03.000 --> 00:04.000\n<v Editor B>The mission,\n\n00:04.000 --> 00:05.000\nin its report.\n";
        let read = subtitles(text, "talk.vtt");
        assert_eq!(read.media_type, "text/vtt");
        assert_eq!(read.language.as_deref(), Some("en"));
        assert_eq!(read.text, "Editor A: Who says so? And when?\n\nEditor B: The mission, in its report.");
        assert_eq!(located(&read)[0].1, "Who says so?");
        assert_eq!(read.layout.blocks[1].marks[0].style, MarkStyle::Strong);
    }

    #[test]
    fn turns_of_a_dialogue_are_paragraphs() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n- Were you there?\n- No.\n\n\
            2\n00:00:02,500 --> 00:00:03,000\n>> They were not.\n";
        assert_eq!(subtitles(text, "a.srt").text, "- Were you there?\n\n- No.\n\n>> They were not.");
    }

    #[test]
    fn rolling_captions_are_not_said_twice() {
        let text = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n \nit was<00:00:01.000><c> said</c>\n\n\
            00:00:02.000 --> 00:00:02.010\nit was said\n \n\n\
            00:00:02.010 --> 00:00:04.000\nit was said\nthat<c> nobody</c> came\n";
        assert_eq!(subtitles(text, "a.vtt").text, "it was said that nobody came");
    }

    #[test]
    fn without_a_name_the_look_decides_and_what_is_lost_is_counted() {
        let hint = Hint::default();
        let chinese = "1\r\n00:00:01,000 --> 00:00:02,000\r\n报告的日期\r\n是六月\r\n\r\nlost --> words\r\n";
        let found = read(chinese.as_bytes(), &hint).unwrap();
        assert_eq!(found.text, "报告的日期是六月 lost --> words", "an odd line is kept as words");
        let stray = "1\n00:00:01,000 --> 00:00:02,000\n<b>bold\n\n2\n00:00:02,000 --> 00:00:03,000\nplain";
        let found = read(stray.as_bytes(), &hint).unwrap();
        assert_eq!(found.layout.blocks[0].marks.len(), 1);
        assert_eq!(found.layout.blocks[0].marks[0].end, 4);
        let broken = subtitles("Only words\n\n00:00:01,000 --> 00:00:02,000\nkept\n", "a.srt");
        assert_eq!(broken.warnings, [Warning::LinesSkipped { count: 1 }]);
    }
}
