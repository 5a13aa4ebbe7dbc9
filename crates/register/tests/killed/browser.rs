//! The smallest browser there is: one request, one connection.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    cookie: String,
    pub(crate) body: String,
}

/// A session.
pub(crate) struct Browser {
    port: u16,
    cookie: String,
    token: String,
}

impl Browser {
    /// Signs in.
    pub(crate) fn sign_in(port: u16, email: &str, password: &str) -> Self {
        let mut browser = Self {
            port,
            cookie: String::new(),
            token: String::new(),
        };
        let form = [("email", email), ("password", password)];
        let answer = browser
            .send("POST", "/sign-in", &form)
            .expect("an answer to the sign-in");
        browser.cookie = answer
            .cookie
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned();
        let page = browser.get("/account").expect("the account page").body;
        let (_, rest) = page
            .split_once("name=\"form_token\" value=\"")
            .expect("a form token");
        browser.token = rest.split('"').next().unwrap_or_default().to_owned();
        browser
    }

    /// A page; nothing where the register is gone.
    pub(crate) fn get(&self, path: &str) -> Option<Answer> {
        self.send("GET", path, &[])
    }

    /// Posts a form; nothing where the register is gone.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let mut all = vec![("form_token", self.token.as_str())];
        all.extend_from_slice(fields);
        self.send("POST", path, &all)
    }

    fn send(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let pairs = fields
            .iter()
            .map(|(name, value)| [name, "=", &encoded(value)].concat());
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len(),
        );
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let header = |name: &str| {
            let found = head.lines().find_map(|line| line.strip_prefix(name));
            found.unwrap_or_default().trim().to_owned()
        };
        let (location, cookie) = (header("location:"), header("set-cookie:"));
        Some(Answer {
            status,
            location,
            cookie,
            body: body.to_owned(),
        })
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
