//! The smallest browser there is: one request, one connection, from an address of its own.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    cookie: String,
    pub(crate) body: String,
}

/// A session.
#[derive(Clone)]
pub(crate) struct Browser {
    port: u16,
    from: Ipv4Addr,
    cookie: String,
    token: String,
}

impl Browser {
    /// A browser in which nobody is signed in yet, on the loopback address that ends in `number`:
    /// the register counts requests by network.
    pub(crate) fn of(port: u16, number: u8) -> Self {
        Self {
            port,
            from: Ipv4Addr::new(127, 0, 0, number),
            cookie: String::new(),
            token: String::new(),
        }
    }

    /// Signs in, or says that it can't.
    pub(crate) fn sign_in(port: u16, email: &str, password: &str) -> Self {
        let mut browser = Self::of(port, 1);
        browser.enter(email, password).expect("an answer");
        browser
    }

    /// Signs in; nothing where the register is gone or does not let in.
    pub(crate) fn enter(&mut self, email: &str, password: &str) -> Option<()> {
        let form = [("email", email), ("password", password)];
        let answer = self.send("POST", "/sign-in", &form)?;
        let cookie = answer.cookie.split(';').next()?;
        self.cookie = cookie.to_owned();
        let page = self.get("/account")?.body;
        let (_, rest) = page.split_once("name=\"form_token\" value=\"")?;
        self.token = rest.split('"').next()?.to_owned();
        Some(())
    }

    /// Goes on from another address.
    pub(crate) fn moves_to(&mut self, number: u8) {
        self.from = Ipv4Addr::new(127, 0, 0, number);
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

    fn connected(&self) -> Option<TcpStream> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).ok()?;
        socket.bind(&SocketAddr::from((self.from, 0)).into()).ok()?;
        let to = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        socket
            .connect_timeout(&to.into(), Duration::from_secs(5))
            .ok()?;
        Some(socket.into())
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
        let mut stream = self.connected()?;
        stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
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
        // What was cut off is no answer.
        let length = header("content-length:").parse::<usize>().ok();
        let chunked = header("transfer-encoding:") == "chunked";
        let whole = match length {
            Some(length) => body.len() >= length,
            None => !chunked || body.ends_with("0\r\n\r\n"),
        };
        if !whole {
            return None;
        }
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
