//! A person's hand at the window: what is waited for, clicked, typed and pressed.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

/// How long anything may take to come: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person's hand at one window.
pub(crate) struct Hand<'a>(pub(crate) &'a Client);

impl Hand<'_> {
    /// Waits for an element.
    pub(crate) async fn wait(&self, xpath: &str) -> Element {
        let found = self.0.wait().at_most(PATIENCE).for_element(Locator::XPath(xpath)).await;
        found.unwrap_or_else(|error| panic!("“{xpath}” did not come: {error}"))
    }

    /// Waits until an element is gone.
    pub(crate) async fn gone(&self, xpath: &str) {
        let until = std::time::Instant::now() + PATIENCE;
        while !self.0.find_all(Locator::XPath(xpath)).await.expect("the window answers").is_empty() {
            assert!(std::time::Instant::now() < until, "“{xpath}” did not go");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits for words anywhere on screen.
    pub(crate) async fn see(&self, words: &str) {
        self.wait(&format!("//body//*[contains(normalize-space(.), \"{words}\")]")).await;
    }

    /// Clicks a button by its words.
    pub(crate) async fn push(&self, words: &str) {
        let xpath = format!("//button[contains(normalize-space(.), \"{words}\")]");
        let button = self.wait(&xpath).await;
        button.click().await.unwrap_or_else(|error| panic!("“{words}” cannot be pushed: {error}"));
    }

    /// Types into the field with this label, which is first brought to the middle of the screen:
    /// the driver alone leaves it under the buttons that stick to the edge of a form.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = format!("//*[@id=//label[starts-with(normalize-space(.), \"{label}\")]/@for]");
        let field = self.wait(&field).await;
        let element = serde_json::to_value(&field).expect("an element has an id");
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        self.0.execute(scroll, vec![element]).await.expect("the field can be scrolled to");
        field.click().await.unwrap_or_else(|error| panic!("the field “{label}” cannot be clicked: {error}"));
        field.send_keys(text).await.unwrap_or_else(|error| panic!("nothing can be typed into “{label}”: {error}"));
    }

    /// Presses keys together, as Ctrl and Z.
    pub(crate) async fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keys".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *key });
        }
        self.0.perform_actions(actions).await.expect("keys are pressed");
        tokio::time::sleep(Duration::from_millis(250)).await;
    }

    /// Ctrl with another key.
    pub(crate) async fn ctrl(&self, key: char) {
        self.press(&[Key::Control.into(), key]).await;
    }

    /// Sends the open form and waits until it is taken.
    pub(crate) async fn send_form(&self) {
        self.ctrl(Key::Enter.into()).await;
        self.gone("//form[@data-dossier-form]").await;
    }

    /// Clicks so many times at the middle of an element.
    pub(crate) async fn click_times(&self, element: &Element, times: usize) {
        let mut actions = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        });
        for _ in 0..times {
            actions = actions
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
                .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        }
        self.0.perform_actions(actions).await.expect("the mouse clicks");
        tokio::time::sleep(Duration::from_millis(250)).await;
    }

    /// Says who sits at the desk.
    pub(crate) async fn sit_down(&self) {
        self.fill("Name", "Editor A").await;
        self.push("Sit down at the desk").await;
    }
}
