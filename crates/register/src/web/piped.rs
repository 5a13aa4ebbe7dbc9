//! What is made by a thread that may block: as a whole, or written piece by piece.
//!
//! Invariant: no more than some pieces wait in memory: whoever writes waits while nobody takes them. An
//! answer that breaks off ends as an error, and whoever receives it sees that it is not whole.
//! Whoever packs an answer may ask once more behind its end, and is told that it is the end: a panic
//! there would cut off an answer that was whole, and a browser would send its form again.

use std::io::{self, Read, Write};

use axum::BoxError;
use axum::body::{Body, Bytes};
use basics::Language;
use futures_util::stream::{self, Stream, StreamExt as _};
use tokio::sync::mpsc;

use super::Problem;

/// Bytes handed on at once.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for whoever receives them.
const WAITING: usize = 4;

/// Does what takes long, such as setting a paper, on a thread that may block.
///
/// # Errors
///
/// [`Problem::broken`].
pub(crate) async fn beside<T: Send + 'static>(
    language: Language,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Problem::broken(language))
}

/// The body of an answer that comes piece by piece.
pub(crate) fn streamed<T, E>(pieces: impl Stream<Item = Result<T, E>> + Send + 'static) -> Body
where
    T: Into<Bytes> + 'static,
    E: Into<BoxError> + 'static,
{
    Body::from_stream(pieces.fuse())
}

/// The body of an answer that is a file; one that is damaged ends it before its end.
pub(crate) fn read_out(file: impl Read + Send + 'static) -> Body {
    streamed(stream::unfold(Some(file), |file| async move {
        let mut file = file?;
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some((Ok(piece), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    }))
}

/// Where an answer is written.
pub(crate) struct Pipe {
    to: mpsc::Sender<io::Result<Bytes>>,
    waiting: Vec<u8>,
}

/// By which the answer of a pipe is ended as an error.
pub(crate) struct Breaker(mpsc::Sender<io::Result<Bytes>>);

/// A pipe, and the pieces as they come out of it, for the body of an answer.
pub(crate) fn pipe() -> (Pipe, impl Stream<Item = io::Result<Bytes>> + Send) {
    let (to, from) = mpsc::channel(WAITING);
    let waiting = Vec::with_capacity(PIECE);
    let pieces = stream::unfold(from, |mut from| async move {
        let piece = from.recv().await?;
        Some((piece, from))
    });
    (Pipe { to, waiting }, pieces)
}

impl Pipe {
    /// By which whoever writes tells the receiver that nothing more comes.
    pub(crate) fn breaker(&self) -> Breaker {
        Breaker(self.to.clone())
    }

    fn send(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        let sent = self.to.blocking_send(Ok(piece.into()));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl Breaker {
    /// The answer ends here, as an error. Whoever went away hears nothing of it.
    pub(crate) async fn break_off(self) {
        let _gone = self.0.send(broken()).await;
    }

    /// The same from a thread that may block.
    pub(crate) fn break_off_here(self) {
        let _gone = self.0.blocking_send(broken());
    }
}

fn broken() -> io::Result<Bytes> {
    Err(io::Error::other("broken off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_written_comes_out_whole_and_a_broken_one_ends_as_an_error() {
        let (mut pipe, pieces) = pipe();
        let breaker = pipe.breaker();
        let text = b"Maija Mallikas\n".repeat(30_000);
        let written = text.clone();
        let writing = tokio::task::spawn_blocking(move || {
            pipe.write_all(&written).unwrap();
            pipe.flush().unwrap();
        });
        let breaking = async {
            writing.await.unwrap();
            breaker.break_off().await;
        };
        let (all, ()) = tokio::join!(pieces.collect::<Vec<_>>(), breaking);
        let (last, whole) = all.split_last().unwrap();
        assert!(last.is_err());
        let whole: Vec<u8> = whole
            .iter()
            .flat_map(|one| one.as_ref().unwrap().to_vec())
            .collect();
        assert_eq!(whole, text);
    }

    #[tokio::test]
    async fn behind_its_end_an_answer_is_still_at_its_end() {
        let whole = b"Maija Mallikas\n".repeat(10_000);
        let (mut pipe, pieces) = pipe();
        let written = whole.clone();
        let writing = move || pipe.write_all(&written).and_then(|()| pipe.flush());
        let writing = tokio::task::spawn_blocking(writing);
        for body in [streamed(pieces), read_out(io::Cursor::new(whole.clone()))] {
            let mut body = body.into_data_stream();
            let mut all = Vec::new();
            while let Some(piece) = body.next().await {
                all.extend_from_slice(&piece.unwrap());
            }
            assert_eq!(all, whole);
            assert!(body.next().await.is_none());
        }
        writing.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn where_nobody_receives_writing_ends() {
        let (mut pipe, pieces) = pipe();
        drop(pieces);
        let writing = move || pipe.write_all(&vec![0; PIECE]).unwrap_err().kind();
        let ended = tokio::task::spawn_blocking(writing).await.unwrap();
        assert_eq!(ended, io::ErrorKind::BrokenPipe);
    }
}
