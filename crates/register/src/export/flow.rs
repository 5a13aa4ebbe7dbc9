//! A file on its way out, in the browser or to a program.
//!
//! Invariant: the first chunk is read before the answer begins, so a refusal is an answer of its
//! own; whatever goes wrong later ends the transfer as an error, and whoever receives it sees that
//! it is not whole.

use axum::response::Response;
use basics::{Coded, Day, Instant, Language};
use futures_util::stream;

use super::run::{Error, Run};
use super::sheet::Sheet;
use crate::people::TakenOut;
use crate::web::{saved, streamed};

/// A file that begins.
pub(super) struct Flow {
    run: Run,
    /// Nothing behind the end.
    sheet: Option<Sheet>,
    head: Vec<u8>,
    /// What was read before the answer began; nobody where nobody is taken out.
    first: Option<Vec<TakenOut>>,
}

/// The transfer broke off. What went wrong is in the log by its code.
#[derive(Debug, thiserror::Error)]
#[error("the export broke off")]
struct BrokenOff;

impl Flow {
    /// Reads the first chunk, with headings in this language.
    ///
    /// # Errors
    ///
    /// [`Error`].
    pub(super) async fn begin(
        mut run: Run,
        language: Language,
        now: Instant,
    ) -> Result<Self, Error> {
        let first = run.next().await?;
        let (sheet, head) = Sheet::begin(&run, language, now)?;
        Ok(Self {
            run,
            sheet: Some(sheet),
            head,
            first: Some(first.unwrap_or_default()),
        })
    }

    /// The answer: the file as it is read, named after the day.
    pub(super) fn answer(self, day: Day) -> Response {
        let format = self.run.order().format;
        let name = format!("asiakkaat-{day}.{}", format.extension());
        let kind = format.media_type();
        let body = streamed(stream::try_unfold(self, Self::next));
        saved(kind, &name, body)
    }

    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, BrokenOff> {
        if self.sheet.is_none() {
            return Ok(None);
        }
        match self.part().await {
            Ok(bytes) => Ok(Some((bytes, self))),
            Err(error) => {
                tracing::error!(code = error.code().as_str(), "an export broke off");
                Err(BrokenOff)
            }
        }
    }

    async fn part(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = std::mem::take(&mut self.head);
        let rows = match self.first.take() {
            Some(first) => Some(first),
            None => self.run.next().await?,
        };
        match (rows, &mut self.sheet) {
            (Some(rows), Some(sheet)) => bytes.extend(sheet.rows(&rows)?),
            (_, sheet) => {
                if let Some(sheet) = sheet.take() {
                    bytes.extend(sheet.end()?);
                }
            }
        }
        Ok(bytes)
    }
}
