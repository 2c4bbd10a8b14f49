//! Looking for a newer version: the page of releases, opened in the browser when the person asks for it. Nothing is looked
//! for by itself, and nothing is fetched by the program.

use serde_json::json;

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::link::web_address;
use crate::managed::refused;
use crate::policy::Action;

impl Engine {
    /// Opens the page of releases with the system's browser.
    pub fn open_releases(&self) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "releases": shared.releases }).to_string();
            let permit = shared.permit(Action::OpenLink, asked, &request)?;
            let address = permit.record_refusal(shared, self.releases_address())?;
            shared.write(|tx| permit.record_in(tx))?;
            opener::open_browser(address).map_err(Error::OpenLink)
        })
    }

    fn releases_address(&self) -> Result<String> {
        let shared = &self.shared;
        if let Some(reason) = shared.in_force().update_refusal() {
            return Err(refused(Action::OpenLink, reason));
        }
        if shared.preferences()?.settings.offline {
            return Err(shared.offline_error());
        }
        let address = shared.releases.as_deref().ok_or(Error::ReleasesUnknown)?;
        Ok(web_address(address)?.into())
    }
}
