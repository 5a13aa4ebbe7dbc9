//! Answers that are remembered, so that a request which a program sends twice is done once.
//!
//! The answer is written in the same transaction as what it answers: either both are there or
//! neither. It holds ids alone, never a value; the request is kept as a keyed hash, so that nobody
//! who reads the database can guess at what was sent.
//!
//! Source: draft-ietf-httpapi-idempotency-key-header-07.

use basics::{Code, Coded, TokenId};
use policy::Purpose;

use super::account::Refused;
use super::queries;
use crate::error::Error;
use crate::guard::Guard;
use crate::work::Work;

/// How long an answer is remembered: two days.
pub(crate) const REMEMBERED_MS: i64 = 2 * basics::DAY_MS;

/// A request under a key of the program's own.
#[derive(Clone)]
pub struct Request {
    token: TokenId,
    key: Vec<u8>,
    asked: Vec<u8>,
}

/// Why a request under a key is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRepeated {
    /// The key belongs to another request.
    #[error("the key was used for another request")]
    Other,
    /// A request with this key is being done at this moment.
    #[error("a request with this key is being done")]
    Concurrent,
}

impl Coded for NotRepeated {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Other => "api.key.other_request",
            Self::Concurrent => "api.key.concurrent",
        })
    }
}

impl Guard {
    /// A request of a token under a key: what was asked, for which purpose, with which body.
    #[must_use]
    pub fn request(
        &self,
        token: TokenId,
        key: &str,
        (asked, purpose, body): (&str, Purpose, &[u8]),
    ) -> Request {
        let vault = &self.core().vault;
        let body = String::from_utf8_lossy(body);
        Request {
            token,
            key: vault.session_hash(&["api key ", key].concat()),
            asked: vault
                .session_hash(&["api request ", asked, " ", purpose.key(), " ", &body].concat()),
        }
    }
}

impl Work<'_> {
    /// The answer that was given to this request already.
    ///
    /// # Errors
    ///
    /// [`NotRepeated::Other`] within the first; the store's.
    pub fn answered(
        &mut self,
        request: &Request,
    ) -> Result<Result<Option<String>, NotRepeated>, Error> {
        let key = (request.token, request.key.clone());
        let found = self.tx.maybe(&queries::ANSWER, key)?;
        Ok(match found {
            None => Ok(None),
            Some((asked, answer)) if asked == request.asked => Ok(Some(answer)),
            Some(_) => Err(NotRepeated::Other),
        })
    }

    /// Remembers the answer to this request: ids alone.
    ///
    /// # Errors
    ///
    /// [`NotRepeated::Concurrent`] within the first, where another one was faster: the unit has to
    /// end then; the store's.
    pub fn answer(
        &mut self,
        request: &Request,
        answer: String,
    ) -> Result<Result<(), NotRepeated>, Error> {
        let row = (
            request.token,
            request.key.clone(),
            request.asked.clone(),
            answer,
            self.now(),
        );
        match self.tx.run_one(&queries::ADD_ANSWER, row) {
            Err(store::Error::Unique { .. }) => Ok(Err(NotRepeated::Concurrent)),
            other => Ok(Ok(other?)),
        }
    }
}

/// Does something to accounts once under a key, where there is one: the answer, which holds ids
/// alone.
pub(super) fn once(
    work: &mut Work<'_>,
    request: Option<&Request>,
    does: impl FnOnce(&mut Work<'_>) -> Result<String, Refused>,
) -> Result<String, Refused> {
    let Some(request) = request else {
        return does(work);
    };
    if let Some(answer) = work.answered(request)?? {
        return Ok(answer);
    }
    let answer = does(work)?;
    work.answer(request, answer.clone())??;
    Ok(answer)
}
