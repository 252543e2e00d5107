//! The pictures through their public faces.

mod languages;
mod layout;
mod pictures;

use claimdesk_map::{Drawing, EvidenceMap, EvidenceMapPage, Frame, Language, Story, Theme, draw_story, svg};

/// Keeps a picture to be looked at, and the page that the window would draw, if `CLAIMDESK_LOOK` names a folder.
#[expect(clippy::disallowed_methods, reason = "a person who runs the tests says where to look; nothing depends on it")]
fn look(name: &str, map: &EvidenceMap, drawing: &Drawing) {
    let Ok(folder) = std::env::var("CLAIMDESK_LOOK") else { return };
    let folder = std::path::Path::new(&folder);
    std::fs::write(folder.join(format!("{name}.svg")), svg(drawing, Theme::Light, name)).expect("written");
    let page = EvidenceMapPage {
        claim: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
        statement: "What the claim says".to_owned(),
        map: map.clone(),
        map_drawing: drawing.clone(),
        story: Story::default(),
        story_drawing: draw_story(&Story::default(), Frame::Screen, Language::En),
    };
    let json = serde_json::to_vec(&page).expect("a page");
    std::fs::write(folder.join(format!("{name}.json")), json).expect("written");
}
