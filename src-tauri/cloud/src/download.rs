//! Fetching a file by its signed link: no signature of ours, and going on where the connection broke.

use std::io::Write;

use reqwest::StatusCode;
use reqwest::header::RANGE;

use crate::client::Inner;
use crate::counters::{WaitReason, Waiting};
use crate::endpoint::download_address;
use crate::lost::Lost;
use crate::{DownloadError, Error};

/// A part of a download that ended badly.
enum Ended {
    /// It may go on.
    Lost(Lost),
    /// It will not.
    Error(DownloadError),
}

impl Inner {
    /// Fetches the whole file, in as many parts as the network makes of it.
    pub(crate) async fn download(&self, link: &str, into: &mut dyn Write) -> Result<u64, Error> {
        let url = download_address(link).map_err(DownloadError::Link)?;
        let (mut written, mut tries, mut is_retry) = (0, 0, false);
        loop {
            let before = written;
            tries += 1;
            let ended = match self.part(&url, into, &mut written, is_retry).await {
                Ok(()) => return Ok(written),
                Err(ended) => ended,
            };
            is_retry = true;
            if written > before {
                tries = 1;
            }
            let give_up = tries >= self.options.retry.tries;
            match ended {
                Ended::Error(DownloadError::Status { status }) if !give_up && may_pass(status) => {}
                Ended::Error(error) => return Err(error.into()),
                Ended::Lost(Lost { reach, detail }) if give_up || !reach.may_pass() => {
                    return Err(DownloadError::Unreachable { reach, detail, tries }.into());
                }
                Ended::Lost(_) => {}
            }
            let wait = self.options.retry.wait_after(tries, None, fastrand::f64());
            self.pause(WaitReason::Retry, None, wait).await;
        }
    }

    /// Fetches what is still missing.
    async fn part(
        &self,
        url: &url::Url,
        into: &mut dyn Write,
        written: &mut u64,
        is_retry: bool,
    ) -> Result<(), Ended> {
        self.ledger.count_try(is_retry);
        let begin = self.options.time.elapsed();
        let wait = self.ledger.begin(Waiting {
            reason: WaitReason::Server,
            operation: None,
            until: None,
        });
        let lost = |error: reqwest::Error| Ended::Lost(Lost::of(&error, self.way.proxy_of(url.as_str())));
        let mut request = self.http.get(url.clone());
        if *written > 0 {
            request = request.header(RANGE, format!("bytes={written}-"));
        }
        let mut response = request.send().await.map_err(lost)?;
        // A server that knows no ranges sends the beginning again.
        let mut skip = match response.status() {
            StatusCode::OK => *written,
            StatusCode::PARTIAL_CONTENT if *written > 0 => 0,
            status => {
                return Err(Ended::Error(DownloadError::Status {
                    status: status.as_u16(),
                }));
            }
        };
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            self.ledger.count_bytes(chunk.len());
            let known = usize::try_from(skip).unwrap_or(usize::MAX).min(chunk.len());
            skip -= known as u64;
            let new = chunk.get(known..).unwrap_or_default();
            into.write_all(new)
                .map_err(|error| Ended::Error(DownloadError::Write(error)))?;
            *written += new.len() as u64;
        }
        wait.took(self.options.time.elapsed().saturating_sub(begin));
        Ok(())
    }
}

/// Whether the store of files may answer better later.
const fn may_pass(status: u16) -> bool {
    status == 429 || status >= 500
}
