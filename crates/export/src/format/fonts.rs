//! The fonts of a report: those that its letters need, and no others.
//!
//! Fonts are files in the folders that the caller names, found by file name, as
//! Noto and most Linux systems have them. Where there are none, the fonts in
//! the program stand in: they have Latin, Greek and Cyrillic letters.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use typst::foundations::Bytes;
use typst::text::Font;

use super::ExportEnv;

/// Families of the fonts in the program that reports use.
const BUILT_IN: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// Text fonts, by file name: a serif to read, a sans for labels, a mono for hashes.
const MAIN: &[&str] = &[
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSerif-Italic.ttf",
    "NotoSerif-BoldItalic.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "NotoSansMono-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansMath-Regular.ttf",
];

/// Chinese, Japanese and Korean share letters but not their shapes.
const CJK: &[&str] =
    &["NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];

/// The emoji of Noto.
const EMOJI: &[&str] = &["NotoColorEmoji.ttf"];

/// Arabic letters: a hand that reads well beside a serif, and one beside a sans.
const ARABIC: &[&str] = &[
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
];

/// Scripts with a Noto font of their own: first and last letter, name in the file.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{0530}', '\u{058f}', "Armenian"),
    ('\u{0590}', '\u{05ff}', "Hebrew"),
    ('\u{0780}', '\u{07bf}', "Thaana"),
    ('\u{0900}', '\u{097f}', "Devanagari"),
    ('\u{0980}', '\u{09ff}', "Bengali"),
    ('\u{0a00}', '\u{0a7f}', "Gurmukhi"),
    ('\u{0a80}', '\u{0aff}', "Gujarati"),
    ('\u{0b00}', '\u{0b7f}', "Oriya"),
    ('\u{0b80}', '\u{0bff}', "Tamil"),
    ('\u{0c00}', '\u{0c7f}', "Telugu"),
    ('\u{0c80}', '\u{0cff}', "Kannada"),
    ('\u{0d00}', '\u{0d7f}', "Malayalam"),
    ('\u{0d80}', '\u{0dff}', "Sinhala"),
    ('\u{0e00}', '\u{0e7f}', "Thai"),
    ('\u{0e80}', '\u{0eff}', "Lao"),
    ('\u{0f00}', '\u{0fff}', "Tibetan"),
    ('\u{1000}', '\u{109f}', "Myanmar"),
    ('\u{10a0}', '\u{10ff}', "Georgian"),
    ('\u{1200}', '\u{139f}', "Ethiopic"),
    ('\u{1780}', '\u{17ff}', "Khmer"),
    ('\u{1800}', '\u{18af}', "Mongolian"),
];

/// The fonts of one report.
pub(super) struct Fonts {
    pub(super) fonts: Vec<Font>,
    /// Families for what is read, best first.
    pub(super) serif: Vec<String>,
    /// Families for labels.
    pub(super) sans: Vec<String>,
    /// Families for hashes.
    pub(super) mono: Vec<String>,
}

impl Fonts {
    /// The fonts that these letters need.
    pub(super) fn load(letters: &str, env: &ExportEnv) -> Self {
        let wanted = wanted(letters);
        let found = find(env, &wanted);
        let east = East::of(letters);
        let mut fonts = Vec::new();
        for name in &wanted {
            let Some(bytes) = found.get(name).and_then(|path| std::fs::read(path).ok()) else { continue };
            let bytes = Bytes::new(bytes);
            if name.ends_with(".ttc") {
                fonts.extend(Font::iter(bytes).filter(|font| east.takes(&font.info().family)));
            } else {
                fonts.extend(Font::new(bytes, 0));
            }
        }
        for bytes in typst_assets::fonts() {
            let built_in = Font::iter(Bytes::new(bytes)).filter(|font| BUILT_IN.contains(&font.info().family.as_str()));
            fonts.extend(built_in);
        }
        let families = |first: &str, second: &str, stand_in: &str| families(&fonts, [first, second, stand_in]);
        Self {
            serif: families("Noto Serif", "Noto Naskh Arabic", "Libertinus Serif"),
            sans: families("Noto Sans", "Noto Sans Arabic", "Libertinus Serif"),
            mono: families("DejaVu Sans Mono", "Noto Sans Mono", "Libertinus Serif"),
            fonts,
        }
    }

    /// The families that were loaded, each once, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for font in &self.fonts {
            let family = &font.info().family;
            if !names.contains(family) {
                names.push(family.clone());
            }
        }
        names
    }
}

/// All families with these first, in this order, as far as they were loaded.
fn families(fonts: &[Font], first: [&str; 3]) -> Vec<String> {
    let serif = first[0].contains("Serif");
    let mut loaded: Vec<&str> = Vec::new();
    for font in fonts {
        if !loaded.contains(&font.info().family.as_str()) {
            loaded.push(&font.info().family);
        }
    }
    let rank = |family: &str| {
        let chosen = first.iter().position(|name| *name == family);
        // Of the others, those that match the hand come first; colour comes last.
        let others = if family.contains("Emoji") { 6 } else { 4 + usize::from(family.contains("Serif") != serif) };
        chosen.unwrap_or(others)
    };
    loaded.sort_by_key(|family| rank(family));
    loaded.into_iter().map(str::to_owned).collect()
}

/// Which shapes of the letters that China, Japan and Korea share.
#[derive(Clone, Copy)]
struct East {
    japanese: bool,
    korean: bool,
}

impl East {
    fn of(letters: &str) -> Self {
        Self {
            japanese: letters.chars().any(|letter| matches!(letter, '\u{3040}'..='\u{30ff}')),
            korean: letters.chars().any(|letter| matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')),
        }
    }

    fn takes(self, family: &str) -> bool {
        let mono = family.contains("Mono");
        let ours = family.ends_with(" SC")
            || (self.japanese && family.ends_with(" JP"))
            || (self.korean && family.ends_with(" KR"));
        ours && !mono
    }
}

/// The files that these letters need, in the order in which they are preferred.
fn wanted(letters: &str) -> Vec<String> {
    let seen: BTreeSet<char> = letters.chars().filter(|letter| !letter.is_ascii()).collect();
    let any = |from: char, to: char| seen.range(from..=to).next().is_some();
    let mut files: Vec<String> = MAIN.iter().map(|name| (*name).to_owned()).collect();
    let mut add = |names: &[&str]| files.extend(names.iter().map(|name| (*name).to_owned()));
    if any('\u{0600}', '\u{077f}')
        || any('\u{08a0}', '\u{08ff}')
        || any('\u{fb50}', '\u{fdff}')
        || any('\u{fe70}', '\u{fefc}')
    {
        add(ARABIC);
    }
    if any('\u{1100}', '\u{11ff}')
        || any('\u{2e80}', '\u{a4cf}')
        || any('\u{ac00}', '\u{d7af}')
        || any('\u{f900}', '\u{faff}')
        || any('\u{fe30}', '\u{fe4f}')
        || any('\u{ff00}', '\u{ffef}')
        || any('\u{20000}', '\u{3ffff}')
    {
        add(CJK);
    }
    if any('\u{1f000}', '\u{1faff}') || any('\u{2600}', '\u{27bf}') {
        add(EMOJI);
    }
    for (from, to, name) in SCRIPTS.iter().filter(|(from, to, _)| any(*from, *to)) {
        debug_assert!(from < to, "{name} is turned round");
        for (hand, weight) in [("Serif", "Regular"), ("Serif", "Bold"), ("Sans", "Regular"), ("Sans", "Bold")] {
            files.push(format!("Noto{hand}{name}-{weight}.ttf"));
        }
    }
    files
}

/// Where the files are. A folder is read with the folders in it, no deeper.
fn find(env: &ExportEnv, wanted: &[String]) -> HashMap<String, PathBuf> {
    let mut found = HashMap::new();
    for folder in &env.font_dirs {
        let mut folders = vec![folder.clone()];
        folders.extend(entries(folder).into_iter().filter(|path| path.is_dir()));
        for path in folders.iter().flat_map(entries) {
            let name = path.file_name().and_then(|name| name.to_str());
            if let Some(name) = name.filter(|name| wanted.iter().any(|wanted| wanted == name)) {
                found.entry(name.to_owned()).or_insert(path);
            }
        }
    }
    found
}

/// What is in a folder, by name; nothing if it cannot be read: then other fonts stand in.
fn entries(folder: &PathBuf) -> Vec<PathBuf> {
    let Ok(read) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_letters_need_is_wanted() {
        let has = |letters: &str, name: &str| wanted(letters).iter().any(|file| file == name);
        assert!(has("plain", "NotoSerif-Regular.ttf"));
        assert!(!has("Хан-Шейхун", "NotoNaskhArabic-Regular.ttf"));
        assert!(has("خان شيخون", "NotoNaskhArabic-Regular.ttf"));
        assert!(has("汗谢洪", "NotoSerifCJK-Regular.ttc"));
        assert!(has("हिन्दी", "NotoSerifDevanagari-Bold.ttf"));
        assert!(has("😀", "NotoColorEmoji.ttf"));
        assert!(!has("plain — “text”", "NotoColorEmoji.ttf"));
    }

    #[test]
    fn without_folders_the_built_in_fonts_stand_in() {
        let fonts = Fonts::load("plain", &ExportEnv::default());
        assert_eq!(fonts.names(), BUILT_IN);
        assert_eq!(fonts.serif[0], "Libertinus Serif");
        assert_eq!(fonts.mono[0], "DejaVu Sans Mono");
    }
}
