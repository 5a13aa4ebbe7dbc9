//! One connection to a server: HTTP/1.1 with keep-alive, a request at a time, and nothing else.
//!
//! It is our own so that the client costs next to nothing of the two cores it shares with the
//! server: one write and, as a rule, one read for each request. Never for anything but measuring.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::figures::put;

/// The longest a request may take before the run is given up.
const PATIENCE: Duration = Duration::from_secs(70);

/// A connection that stays open.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer<'c> {
    /// The status.
    pub(crate) status: u16,
    /// The lines of the head.
    pub(crate) head: &'c str,
    /// The body as it came.
    pub(crate) body: &'c [u8],
}

impl Answer<'_> {
    /// The value of a header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(self.body).into_owned()
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim())
}

impl Connection {
    /// Connects to a port of the loopback address.
    ///
    /// # Errors
    ///
    /// Where nobody listens.
    pub(crate) fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("nobody listens")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request and reads the whole answer.
    ///
    /// # Errors
    ///
    /// Where the connection breaks or the answer is none.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let end = loop {
            self.more()?;
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default())?;
        let status = head.get(9..12).context("no status")?.parse()?;
        let length: Option<usize> = match header(head, "content-length") {
            Some(length) => Some(length.parse()?),
            None => None,
        };
        let chunked = header(head, "transfer-encoding").is_some();
        match length {
            Some(length) => {
                while self.buffer.len() < end + length {
                    self.more()?;
                }
            }
            None if chunked => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    self.more()?;
                }
            }
            None => {}
        }
        let (head, body) = self.buffer.split_at(end);
        Ok(Answer {
            status,
            head: std::str::from_utf8(head)?,
            body,
        })
    }

    fn more(&mut self) -> Result<()> {
        let mut part = [0; 16 * 1024];
        let count = self.stream.read(&mut part)?;
        if count == 0 {
            bail!("the server closed the connection");
        }
        self.buffer
            .extend_from_slice(part.get(..count).unwrap_or_default());
        Ok(())
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// A request for a page.
pub(crate) fn get(path: &str, cookie: &str) -> Vec<u8> {
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\naccept-language: fi\r\n\r\n"
    );
    head.into_bytes()
}

/// The same as a browser asks: it takes packed answers.
pub(crate) fn get_packed(path: &str, cookie: &str) -> Vec<u8> {
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\naccept-language: fi\r\naccept-encoding: gzip\r\n\r\n"
    );
    head.into_bytes()
}

/// A form.
pub(crate) fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| [name, "=", &encoded(value)].concat())
        .collect();
    let body = pairs.join("&");
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\naccept-language: fi\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head, body].concat().into_bytes()
}

/// A form with one file.
pub(crate) fn upload(
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    (name, file): (&str, &[u8]),
) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.len() + 1_024);
    for (name, value) in fields {
        let part =
            format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/pdf\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\naccept-language: fi\r\ncontent-type: multipart/form-data; boundary=cut\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

/// A question of a program to the interface for programs.
pub(crate) fn api_get(path: &str, secret: &str) -> Vec<u8> {
    let head =
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {secret}\r\n\r\n");
    head.into_bytes()
}

/// What a program wants written, as JSON.
pub(crate) fn api_post(path: &str, secret: &str, body: &str) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {secret}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [&head, body].concat().into_bytes()
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            put(&mut encoded, format_args!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_encoded_as_browsers_do() {
        let request = post("/x", "a=b", &[("words", "Mäki 1"), ("t", "-_.")]);
        let text = String::from_utf8(request).unwrap();
        assert!(
            text.ends_with("\r\n\r\nwords=M%C3%A4ki%201&t=-_."),
            "{text}"
        );
        assert!(text.contains("content-length: 25\r\n"), "{text}");
    }
}
