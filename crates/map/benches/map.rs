//! How long a map takes to be laid out and written: `cargo bench -p claimdesk-map`.

use std::time::Instant;

use claimdesk_core::id::{ClaimId, EvidenceId, SourceId};
use claimdesk_map::{Builder, ClaimFacts, EvidenceFacts, Frame, Language, SourceFacts, Theme, draw, svg};

fn main() {
    for pieces in [10_u32, 66, 330, 660] {
        let map = crowd(pieces);
        let start = Instant::now();
        let drawing = draw(&map, Frame::Screen, Language::En);
        let laid = start.elapsed();
        let bytes = svg(&drawing, Theme::Light, "map").len();
        #[expect(clippy::print_stdout, reason = "a bench prints its figures")]
        {
            println!(
                "{} nodes: laid out in {:.1} ms, SVG of {bytes} bytes in {:.1} ms",
                map.nodes.len(),
                ms(laid),
                ms(start.elapsed() - laid)
            );
        }
    }
}

fn ms(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A claim with so many pieces of evidence, each with a source and every third with an origin.
fn crowd(pieces: u32) -> claimdesk_map::EvidenceMap {
    let id = |n: u32| format!("00000000-0000-7000-8000-{n:012}");
    let claim = ClaimFacts {
        id: id(1).parse::<ClaimId>().ok(),
        number: 4,
        statement: "A claim with much evidence.".to_owned(),
        ..ClaimFacts::default()
    };
    let mut builder = Builder::new(claim);
    for n in 0..pieces {
        let source = SourceFacts {
            id: id(n + 10).parse::<SourceId>().ok(),
            name: format!("Source {n}, a report with a title"),
            goes_back_to: Some(format!("o{}", n / 3)),
            ..SourceFacts::default()
        };
        builder.know(format!("s{n}"), source);
        builder
            .know(format!("o{}", n / 3), SourceFacts { name: format!("Origin {}", n / 3), ..SourceFacts::default() });
        let Ok(evidence) = id(n + 100_000).parse::<EvidenceId>() else { continue };
        builder.evidence(EvidenceFacts {
            id: evidence,
            source: format!("s{n}"),
            stance: [claimdesk_core::model::Stance::Supports, claimdesk_core::model::Stance::Contradicts]
                [n as usize % 2],
            strength: claimdesk_core::model::Strength::Moderate,
            directness: claimdesk_core::model::Directness::Secondary,
            shows: format!("It shows, on page {n}, what the claim says about the matter."),
        });
    }
    builder.finish()
}
