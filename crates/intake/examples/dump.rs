use claimdesk_intake::*;
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let t = std::time::Instant::now();
        match read(&bytes, &Hint { name: Some(path.clone()), ..Hint::default() }) {
            Err(e) => eprintln!("{path}: {:?} {e}", t.elapsed()),
            Ok(i) => {
                eprintln!("{path}: {:?} {} {} title={:?} author={:?} pub={:?} site={:?} url={:?} lang={:?} {} words={} cp={} blocks={} marks={} {:?}", t.elapsed(), i.media_type, i.reader, i.title, i.author, i.published, i.site, i.url, i.language, i.charset, i.words, i.code_points, i.layout.blocks.len(), i.layout.blocks.iter().map(|b|b.marks.len()).sum::<usize>(), i.warnings);
                if i.layout.blocks.len() > 2000 { continue }
                let c: Vec<char> = i.text.chars().collect();
                for b in &i.layout.blocks {
                    let s: String = c[b.start as usize..b.end as usize].iter().collect();
                    let s: String = s.chars().take(110).collect();
                    eprintln!("  {:?}{} {:?}{} m{} c{} | {}", b.kind, b.level, b.ordinal, if b.rtl {" RTL"} else {""}, b.marks.len(), b.cells.len(), s.replace('\n', "⏎").replace('\t', "⇥"));
                }
            }
        }
    }
}
