//! What a person does with the window and sees in it.

use std::time::Duration;

use fantoccini::Client;
use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::Locator;
use serde_json::{Value, json};
use tokio::time::interval;

/// How long a condition may take, in milliseconds. Generous: the machine may be busy with other tests.
const PATIENCE: u32 = 40_000;

/// The window.
pub(crate) struct App {
    client: Client,
}

/// The selector of a test id.
pub(crate) fn id(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

impl App {
    /// The window of a driver's session.
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Runs a script whose last statement returns something.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// The same; none when the page made room for another one meanwhile.
    pub(crate) async fn glimpse(&self, script: &str) -> Option<Value> {
        match self.client.execute(script, Vec::new()).await {
            Err(error) if error.is_no_such_frame() => None,
            answer => Some(answer.unwrap()),
        }
    }

    /// Waits until an expression is true in the window, and answers its value.
    pub(crate) async fn until(&self, condition: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{ let value; try {{ value = {condition}; }} catch {{ }} if (value) end(value); }};
             const end = (value) => {{
                 observer.disconnect(); clearInterval(again); clearTimeout(last); done([value]);
             }};
             const observer = new MutationObserver(look);
             observer.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
             const again = setInterval(look, 100);
             const last = setTimeout(() => end(null), {PATIENCE});
             look();"
        );
        let value = self.client.execute_async(&script, Vec::new()).await.unwrap()[0].take();
        assert!(
            !value.is_null(),
            "never became true: {condition}\n{}",
            self.screen().await
        );
        value
    }

    /// The value of a promise.
    pub(crate) async fn later(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             {promise}.then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut outcome = self.client.execute_async(&script, Vec::new()).await.unwrap();
        assert!(outcome.get("error").is_none(), "{promise}: {}", outcome["error"]);
        outcome["value"].take()
    }

    /// Everything that is written in the window, for messages of failed tests.
    pub(crate) async fn screen(&self) -> String {
        let text = self.run("return document.body.innerText").await;
        text.as_str().unwrap_or_default().chars().take(3_000).collect()
    }

    /// Waits for an element that can be seen.
    pub(crate) async fn find(&self, selector: &str) -> Element {
        let quoted = Value::from(selector);
        loop {
            self.until(&format!("document.querySelector({quoted})?.checkVisibility()"))
                .await;
            match self.client.find(Locator::Css(selector)).await {
                // It was drawn anew in between.
                Err(error) if error.is_no_such_element() => {}
                found => return found.unwrap(),
            }
        }
    }

    /// How many windows the program has.
    pub(crate) async fn windows(&self) -> usize {
        self.client.windows().await.unwrap().len()
    }

    /// Goes to the window that is not this one, once it is there.
    pub(crate) async fn to_other_window(&self) {
        let here = self.client.window().await.unwrap();
        let mut turns = interval(Duration::from_millis(50));
        loop {
            turns.tick().await;
            let windows = self.client.windows().await.unwrap();
            if let Some(other) = windows.into_iter().find(|window| *window != here) {
                return self.client.switch_to_window(other).await.unwrap();
            }
        }
    }

    /// Goes to the window that is left once the other one is closed.
    pub(crate) async fn to_only_window(&self) {
        let mut turns = interval(Duration::from_millis(50));
        loop {
            turns.tick().await;
            if let [only] = &self.client.windows().await.unwrap()[..] {
                return self.client.switch_to_window(only.clone()).await.unwrap();
            }
        }
    }

    /// Makes the window as large as told.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
        self.until(&format!("innerWidth === {width} && innerHeight === {height}"))
            .await;
    }

    /// Clicks on an element.
    pub(crate) async fn click(&self, selector: &str) {
        let clicked = self.find(selector).await.click().await;
        clicked.unwrap_or_else(|error| panic!("{selector}: {error:?}"));
    }

    /// Moves the pointer into the corner, where it is over nothing.
    pub(crate) async fn pointer_away(&self) {
        let to = |x, y| PointerAction::MoveTo { duration: None, x, y };
        // The second move is seen as one, wherever the pointer was before.
        let moved = MouseActions::new("mouse".to_owned())
            .then(to(9.0, 9.0))
            .then(to(1.0, 1.0));
        self.client.perform_actions(moved).await.unwrap();
    }

    /// Clicks on an element while a key is held.
    pub(crate) async fn click_holding(&self, key: Key, selector: &str) {
        let element = self.find(selector).await;
        let (value, button) = (char::from(key), MOUSE_BUTTON_LEFT);
        // The steps of both stand side by side: the key goes down first and up last.
        let wait = || KeyAction::Pause {
            duration: Duration::ZERO,
        };
        let held = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value })
            .then(wait())
            .then(wait())
            .then(wait())
            .then(KeyAction::Up { value });
        let click = MouseActions::new("mouse".to_owned())
            .pause(Duration::ZERO)
            .then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
        self.client
            .perform_actions(Actions::from(held).and(click))
            .await
            .unwrap();
    }

    /// What a paste would bring. A field of its own takes it: web views let no script read the clipboard.
    pub(crate) async fn clipboard(&self) -> String {
        self.run(
            "const field = document.createElement('textarea');
             field.id = 'pasted';
             document.body.append(field);
             field.focus()",
        )
        .await;
        let keys = [char::from(Key::Control), 'v', char::from(Key::Null)];
        self.press(&keys.iter().collect::<String>()).await;
        self.until("document.querySelector('#pasted').value").await;
        let text = self
            .run("const field = document.querySelector('#pasted'); field.remove(); return field.value")
            .await;
        text.as_str().unwrap().to_owned()
    }

    /// Drags an element to the right.
    pub(crate) async fn drag(&self, selector: &str, by: f64) {
        let element = self.find(selector).await;
        let (duration, button) = (None, MOUSE_BUTTON_LEFT);
        let drag = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button })
            .then(PointerAction::MoveBy {
                duration,
                x: by / 2.0,
                y: 0.0,
            })
            .then(PointerAction::MoveBy {
                duration,
                x: by / 2.0,
                y: 0.0,
            })
            .then(PointerAction::Up { button });
        self.client.perform_actions(drag).await.unwrap();
    }

    /// Types into a field after its content is gone.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses in a drop-down list.
    pub(crate) async fn choose(&self, selector: &str, value: &str) {
        self.find(selector).await.select_by_value(value).await.unwrap();
    }

    /// The text of an element as it is shown, even where a wide list has to be scrolled to it.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let quoted = Value::from(selector);
        let text = self
            .until(&format!("document.querySelector({quoted})?.checkVisibility() && document.querySelector({quoted}).innerText"))
            .await;
        text.as_str().unwrap().trim().to_owned()
    }

    /// How many elements there are.
    pub(crate) async fn number_of(&self, selector: &str) -> usize {
        self.client.find_all(Locator::Css(selector)).await.unwrap().len()
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    /// Presses a key that closes the window, which may be gone before the driver answers.
    pub(crate) async fn press_last(&self, key: Key) {
        let pressed = self
            .client
            .active_element()
            .await
            .unwrap()
            .send_keys(&key.to_string())
            .await;
        let gone = pressed.as_ref().is_err_and(CmdError::is_no_such_window);
        assert!(pressed.is_ok() || gone, "{pressed:?}");
    }

    /// Presses Tab until an element has the focus.
    pub(crate) async fn tab_to(&self, selector: &str) {
        let reached = format!(
            "return document.activeElement?.matches({}) ?? false",
            Value::from(selector)
        );
        for _ in 0..80 {
            if self.run(&reached).await == true {
                return;
            }
            self.press(&Key::Tab.to_string()).await;
        }
        panic!("the Tab key does not lead to {selector}");
    }

    /// Calls a command as the front end does; answers what it answered, or its error.
    pub(crate) async fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, args)
                .then((answer) => done({ answer }), (error) => done({ error }));";
        let mut outcome = self
            .client
            .execute_async(script, vec![command.into(), args])
            .await
            .unwrap();
        match outcome.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(outcome["answer"].take()),
        }
    }

    /// Loads the window's page anew, as after a move of the data.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Goes to a place by its button.
    pub(crate) async fn go(&self, place: &str) {
        let button = id(&format!("rail-{place}"));
        self.click(&button).await;
        self.until(&format!(
            "document.querySelector({})?.ariaCurrent === 'page'",
            Value::from(button)
        ))
        .await;
    }

    /// Waits until the window shows what it has, in whichever place it comes back.
    pub(crate) async fn arrived(&self) {
        let place = self
            .until("document.querySelector('[aria-current=page]')?.dataset.testid")
            .await;
        if place == "rail-events" {
            self.settled().await;
        }
    }

    /// Waits until count and rows are those of the filter on the screen.
    pub(crate) async fn settled(&self) {
        self.until(
            "!document.querySelector('[data-testid=count]').matches('.waiting') \
             && /\\d/.test(document.querySelector('[data-testid=count]').textContent) \
             && (document.querySelector('[data-testid=grid]')?.ariaBusy === 'false' \
                 && document.querySelectorAll('[data-testid=grid-row] .skeleton').length === 0 \
                 || document.querySelector('[data-testid=no-match], [data-testid=first-use]') !== null)",
        )
        .await;
    }

    /// The numbers of the count: how many are selected, and how many there are when that differs.
    pub(crate) async fn count(&self) -> Vec<u64> {
        self.settled().await;
        let text = self
            .text(&id("count"))
            .await
            .replace([',', '\u{202f}', '\u{a0}'], "");
        text.split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect()
    }

    /// The ids of the rows on the screen, from the top.
    pub(crate) async fn rows(&self) -> Vec<String> {
        self.settled().await;
        let rows = self
            .run(
                "return [...document.querySelectorAll('[data-testid=grid-row]')]
                    .sort((a, b) => a.dataset.row - b.dataset.row).map((row) => row.dataset.id)",
            )
            .await;
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_str().unwrap().to_owned())
            .collect()
    }

    /// Exports what is on the screen by the button, and answers the record once its file is whole.
    pub(crate) async fn export(&self) -> Value {
        let known = self.newest_export().await;
        self.click(&id("export-button")).await;
        self.until("document.querySelector('[data-testid=notice][data-state=good]')")
            .await;
        let record = self.newest_export().await;
        assert_ne!(record["id"], known["id"], "no export was added");
        record
    }

    /// The newest record of an export; null when there is none.
    pub(crate) async fn newest_export(&self) -> Value {
        let records = self.call("list_exports", json!({})).await.unwrap();
        records.get(0).cloned().unwrap_or_default()
    }
}
